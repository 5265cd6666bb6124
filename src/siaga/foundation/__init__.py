"""What every part stands on: errors, digests, network arithmetic, the clock; it knows nothing of sites."""
