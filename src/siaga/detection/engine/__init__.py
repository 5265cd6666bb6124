"""Signatures: Sigma rules compiled once and matched over whole columns of text."""
