"""The explicit list of behaviours: who did what, over time."""
