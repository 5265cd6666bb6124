"""Campaigns: the attempts of one rule over all sites, shown once with the odd site on top."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.findings.shape import Attempt

_LEVELS = ("critical", "high", "medium", "low", "informational")


@dataclass(frozen=True, slots=True)
class Campaign:
    """One rule's attempts on every site; the site that answered most comes first.

    `clients` counts addresses; `at_least` says that there may be more, because an attempt names only
    its 50 most active ones and the same address may come to several sites.
    """

    rule: str
    title: str
    family: str
    level: str
    attempts: tuple[Attempt, ...]
    clients: int
    at_least: bool

    @property
    def lines(self) -> int:
        """Lines of all sites."""
        return sum(attempt.lines for attempt in self.attempts)

    @property
    def reached(self) -> int:
        """Lines, of all sites, whose request was answered as if the thing existed."""
        return sum(attempt.reached for attempt in self.attempts)

    @property
    def sites(self) -> int:
        """Sites on which it was tried."""
        return len({attempt.site for attempt in self.attempts})

    @property
    def client_ips(self) -> tuple[str, ...]:
        """The addresses that are named, in the order in which the sites name them."""
        return tuple(dict.fromkeys(ip for attempt in self.attempts for ip in attempt.client_ips))


def campaigns(attempts: tuple[Attempt, ...]) -> tuple[Campaign, ...]:
    """Join attempts by rule: answered ones first, then by severity, then by lines, then by name."""
    by_rule: dict[tuple[str, str], list[Attempt]] = {}
    for attempt in attempts:
        # A rule that a person brought along may have no id; its title then tells it from others.
        by_rule.setdefault((attempt.rule, attempt.title), []).append(attempt)
    return tuple(sorted((_campaign(rule, group) for (rule, _), group in by_rule.items()), key=_order))


def severity(level: str) -> int:
    """Return 0 for critical up to 4 for informational, 5 for a level that Sigma does not know."""
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


def _campaign(rule: str, group: list[Attempt]) -> Campaign:
    ordered = tuple(sorted(group, key=lambda attempt: (-attempt.reached, -attempt.lines, attempt.site)))
    named = {ip for attempt in group for ip in attempt.client_ips}
    most = max(attempt.clients for attempt in group)
    complete = all(attempt.clients <= len(attempt.client_ips) for attempt in group)
    first = ordered[0]
    clients = max(len(named), most)
    unsure = not complete and len(group) > 1
    return Campaign(rule, first.title, first.family, first.level, ordered, clients, unsure)


def _order(campaign: Campaign) -> tuple[bool, int, int, str, str]:
    return (campaign.reached == 0, severity(campaign.level), -campaign.lines, campaign.rule, campaign.title)
