"""What the vault does, one act per file."""
