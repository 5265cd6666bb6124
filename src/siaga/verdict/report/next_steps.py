"""Next steps: what the office should do now, chosen by what was found and what was missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from siaga.findings.shape import Entry
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.overview import skewed
from siaga.verdict.result import CheckResult, Gap

_LEAVES_CODE = frozenset({"web_shell", "injection", "changed_page", "infiltration"})
"""Behaviours after which something of the intruder's is on the site and must come out."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step as a key of the words and what fills it; `values` may hold hostile text."""

    key: str
    values: dict[str, str] = field(default_factory=dict)


def next_steps(result: CheckResult, notation: Notation) -> tuple[NextStep, ...]:
    """Return the steps in the order in which they should be done."""
    if not result.lines.total:
        return (NextStep("nothing_read"), *_missing(result, notation))
    if result.verdict == "no_evidence":
        return (*_missing(result, notation), *_after_no_evidence(result))
    steps: list[NextStep] = [NextStep("preserve")]
    if result.entries:
        steps.extend(_after_entry(result))
    steps.extend(_missing(result, notation))
    if result.verdict == "cannot_tell":
        steps.append(NextStep("check_again"))
    return tuple(steps)


def _after_entry(result: CheckResult) -> Iterable[NextStep]:
    sites = _few(entry.site for entry in result.entries)
    yield NextStep("suspend", {"sites": sites})
    if any(_leaves_code(entry) for entry in result.entries):
        yield NextStep("take_out")
    users = _few(user for entry in result.entries for user in entry.actor.users)
    yield NextStep("passwords_of", {"users": users}) if users else NextStep("passwords")
    if any(entry.step == "exfiltrated" for entry in result.entries):
        yield NextStep("data_left")
    yield NextStep("same_addresses", {"addresses": _few(_addresses(result.entries))})
    yield NextStep("root_cause")
    if result.verdict == "entry_likely":
        yield NextStep("confirm")
    yield NextStep("report")


def _after_no_evidence(result: CheckResult) -> Iterable[NextStep]:
    if any(attempt.reached for attempt in result.attempts):
        yield NextStep("look_at_answered")
    if result.blind_spots:
        yield NextStep("close_blind_spots")
    yield NextStep("not_a_promise")


def _missing(result: CheckResult, notation: Notation) -> Iterable[NextStep]:
    gaps = [gap for site in result.sites for gap in site.gaps]
    if gaps:
        longest = max(gaps, key=lambda gap: (gap.to_us - gap.from_us, -gap.from_us, gap.source))
        yield NextStep("ask_for_logs", _asked(longest, len(gaps), notation))
    if result.unreadable:
        yield NextStep("unreadable", {"files": _few(place for place, *_ in result.unreadable)})
    off = skewed(result.sites, 60.0)
    if off:
        yield NextStep("set_clocks", {"sources": _few(source.name for source in off)})
    if result.lines.unparsed * 100 > result.lines.total:
        yield NextStep("name_format", {"share": notation.percent(result.lines.unparsed / result.lines.total)})


def _asked(gap: Gap, gaps: int, notation: Notation) -> dict[str, str]:
    return {
        "source": gap.source,
        "period": notation.period(gap.from_us, gap.to_us),
        "gaps": notation.count("gap", gaps),
    }


def _leaves_code(entry: Entry) -> bool:
    named = {entry.behaviour, *(signal.behaviour for signal in entry.signals)}
    return entry.step == "executed" or not named.isdisjoint(_LEAVES_CODE)


def _addresses(entries: Iterable[Entry]) -> Iterable[str]:
    return (address for entry in entries for address in entry.actor.client_ips)


def _few(names: Iterable[str], most: int = 4) -> str:
    distinct = list(dict.fromkeys(names))
    shown = ", ".join(distinct[:most])
    return f"{shown}, … (+{len(distinct) - most})" if len(distinct) > most else shown
