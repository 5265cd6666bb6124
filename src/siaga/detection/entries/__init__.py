"""The ladder: from hits and signals to attempts and entries."""
