"""What the log says: one file per kind of leaf, canonical JSON."""
