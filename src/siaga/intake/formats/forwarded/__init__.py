"""The NCSA family with the visitor's address, as a proxy told it, somewhere behind the known fields."""

from siaga.intake.formats.forwarded.format import FORWARDED

__all__ = ["FORWARDED"]
