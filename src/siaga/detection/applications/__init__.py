"""What the answers of well-known applications mean, one folder each."""
