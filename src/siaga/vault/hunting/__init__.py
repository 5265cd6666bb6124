"""Looks for indicators in sealed frames, and checks their hashes in the same pass."""
