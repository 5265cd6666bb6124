"""The explicit list of every log format that Siaga understands."""
