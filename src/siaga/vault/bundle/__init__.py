"""Evidence bundles: lines and segments with all that is needed to verify them elsewhere, offline."""
