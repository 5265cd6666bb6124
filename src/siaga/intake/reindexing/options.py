"""What a person gives anew for deriving again; all else stays as it was when a segment was sealed."""

from __future__ import annotations

from dataclasses import dataclass, fields

from siaga.vault.segments.derived_with import DerivedWith


@dataclass(frozen=True, slots=True)
class GivenOptions:
    """Options as in `DerivedWith`; None where nothing was given."""

    site: str | None = None
    site_patterns: tuple[str, ...] | None = None
    log_formats: tuple[str, ...] | None = None
    json_fields: tuple[str, ...] | None = None
    log_offset_us: int | None = None

    def over(self, sealed: DerivedWith | None) -> DerivedWith:
        """Return what to derive with, in the place of what a manifest says (None: nothing)."""
        recorded = sealed or DerivedWith()
        chosen = {
            each.name: getattr(recorded, each.name)
            if getattr(self, each.name) is None
            else getattr(self, each.name)
            for each in fields(self)
        }
        return DerivedWith(**chosen)
