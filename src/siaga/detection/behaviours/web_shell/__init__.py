"""A script that nobody asked for before, used like a tool."""
