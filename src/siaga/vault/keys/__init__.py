"""Signing keys: files, monthly epochs, and the offline root that certifies them."""
