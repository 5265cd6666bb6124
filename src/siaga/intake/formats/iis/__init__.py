"""W3C extended log files as IIS (and Amazon CloudFront) write them: the fields named in the file."""

from siaga.intake.formats.iis.format import IIS

__all__ = ["IIS"]
