"""Puts what nobody is named for to the one intrusion before it that explains how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.findings.shape import Signal

PLACING = frozenset(
    {
        "web_shell",
        "privileged_session",
        "remote_login",
        "account_spread",
        "changed_page",
        "placed_page",
        "injection",
    }
)
"""Behaviours after which somebody can write to a site."""

_AFTER_US = 2 * 24 * 3_600_000_000
"""So long after an intruder was last seen at work, what appears may still be that work's fruit."""

_Stay = tuple[int, int]
"""When (UTC µs) somebody who could write to a site was first and last seen."""


def explained(groups: Sequence[list[Signal]]) -> list[list[Signal]]:
    """Join each group without any actor to the only group of its site that could have caused it.

    That is who could write to the site by then, and was still around: a web shell that is used before
    pages appear and again weeks afterwards explains them, one that was left alone long before does not.
    Where several could, nobody can tell which, and it stays alone.
    """
    nameless = [group for group in groups if not any(map(_named, group))]
    kept = [list(group) for group in groups if any(map(_named, group))]
    causes = [_causes(group) for group in kept]
    for group in nameless:
        since = min(signal.first_seen_us for signal in group)
        found = [
            place
            for place, stays in enumerate(causes)
            if kept[place][0].site == group[0].site
            and any(first <= since <= last + _AFTER_US for first, last in stays)
        ]
        if len(found) == 1:
            kept[found[0]] += group
        else:
            kept.append(group)
            causes.append([])
    return kept


def _named(signal: Signal) -> bool:
    return bool(signal.actor.client_ips or signal.actor.users)


def _causes(group: Sequence[Signal]) -> list[_Stay]:
    """Return when a group's actor was able to write to the site."""
    return [(signal.first_seen_us, signal.last_seen_us) for signal in group if signal.behaviour in PLACING]
