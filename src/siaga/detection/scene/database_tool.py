"""Tells sessions in tools that show a whole database."""

from __future__ import annotations

from siaga.detection.applications.meaning import privileged_page_of
from siaga.detection.scene.sessions import Session

TOOLS = frozenset({"phpmyadmin"})
"""Applications that show a whole database to whoever signs in."""


def is_in_tool(session: Session) -> bool:
    """Say whether a session was in a tool for databases."""
    return any((known := privileged_page_of(page)) and known.name in TOOLS for page in session.pages)
