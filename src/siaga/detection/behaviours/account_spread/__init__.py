"""One account used from many networks at once."""
