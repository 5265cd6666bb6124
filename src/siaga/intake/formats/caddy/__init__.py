"""Caddy's JSON log: access entries with a nested request, and Caddy's own messages."""

from siaga.intake.formats.caddy.format import CADDY

__all__ = ["CADDY"]
