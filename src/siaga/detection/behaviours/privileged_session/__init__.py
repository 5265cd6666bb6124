"""A privileged web session from a place, or in a manner, that its site does not know."""
