"""Derives the columns of sealed segments again, from the evidence alone."""
