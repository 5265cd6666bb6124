"""The home page changed for everybody, right after an attack or a stranger's visit."""
