"""Checks everything that a vault holds: one file per check, listed in checks.py."""
