"""The one shape in which every detective reports what it saw."""
