"""Seals what a person hands over: texts cut into pieces, columns derived, segments committed to a vault."""
