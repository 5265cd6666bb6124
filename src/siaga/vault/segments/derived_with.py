"""What the columns of a segment were derived with, so that they can be derived again from it alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DerivedWith:
    """The options of sealing that columns depend on, as they were given (`siaga vault seal --help`).

    `log_offset_us` is the zone of stamps that name none: what it is ahead of UTC, in µs.
    """

    site: str | None = None
    site_patterns: tuple[str, ...] = ()
    log_formats: tuple[str, ...] = ()
    json_fields: tuple[str, ...] = ()
    log_offset_us: int = 0
