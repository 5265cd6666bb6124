"""The NCSA family: common, combined, with a vhost in front or fields behind, read with vector code."""

from siaga.intake.formats.combined.format import COMBINED

__all__ = ["COMBINED"]
