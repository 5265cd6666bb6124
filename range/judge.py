"""Judges a report of `siaga check --json` by the truth of a run of the range.

Usage: `python range/judge.py TRUTH.json REPORT.json`. For each intrusion: was it found, at its
step, with the right actor, with at least one right line? For each entry of the report that is no
intrusion: whom does it accuse? Exit 1 unless all is right.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

STEPS = ("attempt", "reached", "executed", "entered", "exfiltrated")


@dataclass(frozen=True, slots=True)
class Party:
    """One actor of the truth, as far as judging needs it."""

    name: str
    site: str
    kind: str
    step: str
    accepts: frozenset[str]
    ips: frozenset[str]
    also_ips: frozenset[str]
    users: frozenset[str]
    witnesses: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One entry of the report."""

    number: int
    site: str
    step: str
    behaviour: str
    ips: frozenset[str]
    users: frozenset[str]
    witnesses: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Score:
    """How an intrusion fared; `claims` are the entries that speak of it."""

    party: Party
    claims: list[Claim] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether any entry speaks of it."""
        return bool(self.claims)

    @property
    def step(self) -> str:
        """The highest step that the report gives it."""
        return max((claim.step for claim in self.claims), key=STEPS.index, default="")

    @property
    def step_right(self) -> bool:
        """Whether that is the true step, or one that the logs fairly support."""
        return self.step == self.party.step or self.step in self.party.accepts

    @property
    def actor_right(self) -> bool:
        """Whether the entries name its addresses (or account), and nobody else's."""
        named = frozenset[str]().union(*(claim.ips for claim in self.claims))
        allowed = self.party.ips | self.party.also_ips
        users = frozenset[str]().union(*(claim.users for claim in self.claims))
        if not named:
            return bool(users & self.party.users) or not self.party.ips
        return bool(named & allowed) and named <= allowed

    @property
    def witness_right(self) -> bool:
        """Whether at least one cited line is a true witness."""
        cited = [place for claim in self.claims for place in claim.witnesses]
        return any(same_line(place, true) for place in cited for true in self.party.witnesses)

    @property
    def perfect(self) -> bool:
        """Whether everything about it is right."""
        return self.found and self.step_right and self.actor_right and self.witness_right


def same_line(cited: tuple[str, int], true: tuple[str, int]) -> bool:
    """Compare places; the report may name files by a longer path than the truth does."""
    return cited[1] == true[1] and (cited[0] == true[0] or cited[0].endswith("/" + true[0]))


def parties(truth: dict[str, object]) -> list[Party]:
    """Read the actors of truth.json."""
    rows = truth["actors"]
    assert isinstance(rows, list)
    return [
        Party(
            row["actor"],
            row["site"],
            row["kind"],
            row["step"],
            frozenset(row["accepts"]),
            frozenset(row["client_ips"]),
            frozenset(row["also_ips"]),
            frozenset(row["users"]),
            frozenset((place["file"], place["line_no"]) for place in row["witnesses"]),
        )
        for row in rows
    ]


def claims(report: dict[str, object]) -> list[Claim]:
    """Read the entries of a `siaga.check/1` report."""
    rows = report["entries"]
    assert isinstance(rows, list)
    return [
        Claim(
            number,
            row["site"],
            row["step"],
            row.get("behaviour", ""),
            frozenset(row["actor"].get("client_ips", ())),
            frozenset(row["actor"].get("users", ())),
            tuple((place["file"], place["line_no"]) for place in row["witnesses"]),
        )
        for number, row in enumerate(rows, 1)
    ]


def judge(truth: dict[str, object], report: dict[str, object]) -> tuple[list[Score], list[tuple[Claim, str]]]:
    """Return a score for each intrusion, and each false entry with whom it accuses.

    An entry speaks of an intrusion when it cites one of its witness lines, or names one of its
    addresses on its site. An entry that speaks of none is false.
    """
    everybody = parties(truth)
    scores = [Score(party) for party in everybody if party.kind == "intrusion"]
    false: list[tuple[Claim, str]] = []
    for claim in claims(report):
        mine = [score for score in scores if _speaks_of(claim, score.party)]
        for score in mine:
            score.claims.append(claim)
        if not mine:
            accused = [f"{party.kind} {party.name}" for party in everybody if _names(claim, party)]
            false.append((claim, ", ".join(accused) or "nobody that is known"))
    return scores, false


def _speaks_of(claim: Claim, party: Party) -> bool:
    cites = any(same_line(place, true) for place in claim.witnesses for true in party.witnesses)
    return cites or (_names(claim, party) and bool(claim.ips & party.ips or not party.ips))


def _names(claim: Claim, party: Party) -> bool:
    return claim.site == party.site and bool(claim.ips & (party.ips | party.also_ips))


def table(scores: list[Score], false: list[tuple[Claim, str]], everybody: list[Party]) -> str:
    """Return the result as text."""
    lines = [f"{'intrusion':32} {'site':22} {'true step':12} {'claimed':12} found step actor line"]
    for score in scores:
        marks = (
            score.found,
            score.found and score.step_right,
            score.found and score.actor_right,
            score.witness_right,
        )
        shown = "  ".join("yes" if mark else "NO " for mark in marks)
        site = score.party.site.split(".")[0]
        lines.append(
            f"{score.party.name[:32]:32} {site:22} {score.party.step:12} {score.step or '-':12} {shown}"
        )
    lines.append("")
    for claim, accused in false:
        lines.append(
            f"FALSE entry {claim.number} ({claim.step}, {claim.behaviour}) on {claim.site}: {accused}"
        )
    right = sum(score.perfect for score in scores)
    strict = sum(score.perfect and score.step == score.party.step for score in scores)
    others = [party for party in everybody if party.kind in {"twin", "scanner"}]
    accused_of = [party for party in others if any(_names(claim, party) for claim, _ in false)]
    lines.append(
        f"intrusions: {right} of {len(scores)} right in every respect ({strict} with exactly the true step)"
    )
    lines.append(
        f"twins and scanners: {len(others) - len(accused_of)} of {len(others)} left in peace; "
        f"false entries: {len(false)}"
    )
    return "\n".join(lines)


def main() -> int:
    """Judge and print; 0 when perfect."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("truth", type=Path)
    parser.add_argument("report", type=Path)
    given = parser.parse_args()
    truth, report = json.loads(given.truth.read_text()), json.loads(given.report.read_text())
    scores, false = judge(truth, report)
    print(table(scores, false, parties(truth)))
    return 0 if all(score.perfect for score in scores) and not false else 1


if __name__ == "__main__":
    sys.exit(main())
