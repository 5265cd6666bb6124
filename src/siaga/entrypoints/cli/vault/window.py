"""The options that name part of a vault: a span of time, and a site."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta, timezone

from siaga.foundation.errors import UsageError
from siaga.verdict.report.moments import Zone, is_moment


def add(command: argparse.ArgumentParser) -> None:
    """Add --since, --until, --site and --zone."""
    command.add_argument("--since", metavar="TIME", help="lines from then on (ISO 8601)")
    command.add_argument("--until", metavar="TIME", help="lines before then (ISO 8601)")
    command.add_argument("--site", default="", help="only logs of this site, or with this in their name")
    command.add_argument("--zone", default="WIB", help="of times: WIB, WITA, WIT, UTC or +08:00")


def window_of(asked: argparse.Namespace) -> tuple[int | None, int | None]:
    """Return the window's ends in UTC µs, None where it is open; raise UsageError."""
    zone = Zone.parse(asked.zone)
    since, until = (_moment(text, zone) for text in (asked.since, asked.until))
    if since is not None and until is not None and until <= since:
        raise UsageError(f"--until {asked.until} is not after --since {asked.since}")
    return since, until


def shown(moment_us: int | None, zone: Zone) -> str:
    """Return a time as a person there reads it; "-" if there is none."""
    if moment_us is None or not is_moment(moment_us):
        return "-"
    return f"{zone.local(moment_us):%Y-%m-%d %H:%M:%S}"


def _moment(text: str | None, zone: Zone) -> int | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text}: write the time as 2026-06-23T14:00 or 2026-06-23") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone(timedelta(minutes=zone.offset_minutes)))
    return round(moment.timestamp() * 1_000_000)
