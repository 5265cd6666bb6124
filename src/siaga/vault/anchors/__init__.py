"""Time stamps (RFC 3161) on checkpoints."""
