"""Witnesses: the server for another machine, the client, and the dead-man alarm."""
