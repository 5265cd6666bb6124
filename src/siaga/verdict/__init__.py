"""From entries and coverage to a verdict, and the report that carries it."""
