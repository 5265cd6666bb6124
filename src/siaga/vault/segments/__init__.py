"""Raw bytes as zstd frames, their manifest, and the tree over their lines."""
