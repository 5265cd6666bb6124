"""A transparency log in the open C2SP formats: trees, tiles, notes, proofs, policies."""
