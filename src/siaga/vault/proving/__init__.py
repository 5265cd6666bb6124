"""Proofs that outsiders can check without the vault: of a leaf, of one line, of a log that only grew."""
