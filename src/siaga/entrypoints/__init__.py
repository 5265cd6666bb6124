"""Every way in; the ways in do not know each other."""
