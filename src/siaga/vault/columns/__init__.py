"""Derived columns: Parquet beside the evidence, its dictionary of URLs, and SQL over it."""
