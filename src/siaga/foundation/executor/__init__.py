"""Runs one task over many items: in this process, in several, or on a Dask cluster, with the same results."""
