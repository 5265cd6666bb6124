"""Exim's main log: letters handed in with a login, refused logins."""

from siaga.intake.formats.exim.format import EXIM, exim_format

__all__ = ["EXIM", "exim_format"]
