"""What the columns of a vault were derived with, as it can be sent to a worker."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.intake.attribution import Attributor
from siaga.intake.deriving.derive import Deriver
from siaga.intake.formats.contract import Format
from siaga.intake.formats.json_lines.format import with_mapping
from siaga.intake.formats.template.format import from_text


@dataclass(frozen=True, slots=True)
class DeriveOptions:
    """The options of sealing that columns depend on; zones are offsets in µs (`siaga vault seal --help`)."""

    site: str | None = None
    site_patterns: tuple[str, ...] = ()
    log_formats: tuple[str, ...] = ()
    json_fields: tuple[str, ...] = ()
    log_offset_us: int = 0

    def deriver(self) -> Deriver:
        """Return a new deriver; raise FormatError for a format that can't be read."""
        formats: list[Format] = [from_text(text, offset_us=self.log_offset_us) for text in self.log_formats]
        if self.json_fields:
            formats.append(with_mapping(self.json_fields, offset_us=self.log_offset_us))
        return Deriver(Attributor(self.site, self.site_patterns), tuple(formats), self.log_offset_us)
