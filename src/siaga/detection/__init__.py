"""Reads rows and says who tried and who got in."""
