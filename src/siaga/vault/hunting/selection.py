"""Which sealed segments a hunt has to read."""

from __future__ import annotations

from siaga.vault.leaves.segment import SealedSource, SegmentLeaf


def in_window(leaf: SegmentLeaf, site: str, since_us: int | None, until_us: int | None) -> bool:
    """Say whether a hunt in [since, until) over a site ("": all) has to read this segment.

    A segment whose times could not be read has to be, for anything may be in it. So has one of a log that
    belongs to no known site.
    """
    if site and not any(is_of_site(each, site) for each in leaf.sources):
        return False
    if leaf.min_time_us is None or leaf.max_time_us is None:
        return True
    early = since_us is not None and leaf.max_time_us < since_us
    late = until_us is not None and leaf.min_time_us >= until_us
    return not early and not late


def is_of_site(source: SealedSource, site: str) -> bool:
    """Say whether a log may hold lines of a site: by what it was sealed as, or by its name."""
    wanted, own = site.casefold(), source.site.casefold()
    # "(unnamed)" and the like: the log itself did not tell.
    unknown = not own or own.startswith("(")
    return unknown or own == wanted or wanted in source.name.casefold()
