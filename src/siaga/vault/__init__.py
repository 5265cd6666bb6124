"""Sealed evidence: segments of raw bytes, a transparency log over them, proofs, hunts and export."""
