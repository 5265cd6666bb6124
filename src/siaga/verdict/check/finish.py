"""Makes the result out of everything that was folded in: entries, coverage, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from siaga.detection.behaviours import ALL_BEHAVIOURS
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.entries.joining import join
from siaga.detection.scene.scene import RuleFacts, Scene, scenes
from siaga.findings.shape import Attempt, Entry
from siaga.foundation.version import VERSION
from siaga.intake.attribution import covers
from siaga.verdict.blind_spots import blind_spots
from siaga.verdict.check.bounds import bound_notices
from siaga.verdict.check.fold import Fold
from siaga.verdict.check.known_actors import without_known
from siaga.verdict.check.looking import Looks
from siaga.verdict.check.losses import asked_for_more, note_notices, place_losses, unread
from siaga.verdict.check.marking import Marker
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.side_by_side import Task, work_out
from siaga.verdict.check.unrecognised import place_unrecognised
from siaga.verdict.check.window import by_window
from siaga.verdict.coverage.measure import is_thin, is_torn, measure, source_gaps, summarise
from siaga.verdict.coverage.notices import clock_notices
from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.judging import judge_all, judge_site
from siaga.verdict.result import CheckResult, Gap, LineCounts, RuleSetSummary, SiteSummary

_SECONDS_PER_MINUTE, _SECONDS_PER_ATTEMPT = 2e-8, 1.5e-3
"""About what a minute that can have lines costs coverage, and what marking a kind of attempt takes."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Which tallies tell about which site, which machines serve which sites, and which are one site's own."""

    serving: dict[str, tuple[str, ...]]
    tallies: dict[str, list[SourceTally]]
    renamed: dict[str, str]


def finish(fold: Fold, engine: Engine, options: CheckOptions) -> CheckResult:
    """Judge what was read and write the result."""
    place_unrecognised(fold)
    place_losses(fold)
    owners = settle_owners(fold)
    rule_set = engine.rule_set
    rules = rule_facts(rule_set)
    arranged = scenes(fold.ledger, rules, owners.serving)
    looks = Looks(arranged)
    minutes = sum(tally.trace.most_minutes for tally in fold.tallies.values())
    gaps_found = Task(partial(_gaps, fold, options), _SECONDS_PER_MINUTE * minutes)
    places = {rule.id: place for place, rule in enumerate(rules)}
    marker = Marker(engine.marks, fold.ledger.moves.in_time(), places)
    marked = partial(_attempts, fold, rules, arranged, marker)
    attempts = Task(marked, _SECONDS_PER_ATTEMPT * len(fold.attempts))
    work_out([gaps_found, attempts, *looks.tasks], options.jobs)
    (signals, notices), gaps = looks.seen(), gaps_found.result()
    entries, outside = by_window(join(signals), options.window)
    notices = [*without_known(notices, entries), *outside, *note_notices(fold)]
    skew = {source: float(offset) for scene in arranged for source, offset in scene.skew_seconds.items()}
    sites = _sites(owners, gaps, skew, entries, options)
    notices += [notice for tally in fold.tallies.values() for notice in clock_notices(tally)]
    notices += fold.correlations.notices
    notices += [*bound_notices(fold), *fold.failed_logins.notices(owners.renamed)]
    return CheckResult(
        version=VERSION,
        verdict=judge_all(sites, doubtful=asked_for_more(fold.notes)),
        sites=sites,
        entries=tuple(marker.entry(entry) for entry in entries),
        attempts=attempts.result(),
        notices=tuple(sorted(notices, key=lambda n: (n.site, n.behaviour, n.text))),
        blind_spots=blind_spots(owners.tallies, options.log_offset_us),
        lines=_lines(fold),
        rule_set=RuleSetSummary(
            len(rule_set.rules) + len(rule_set.correlations),
            len(ALL_BEHAVIOURS),
            rule_set.digest,
            tuple((refused.file, refused.reason) for refused in rule_set.refused),
        ),
        unreadable=unread(fold.notes),
        attack_hours=fold.attempts.hours(),
    )


def rule_facts(rule_set: RuleSet) -> list[RuleFacts]:
    """Return what behaviours and the report need to know of each rule, in the rule set's order."""
    return [
        RuleFacts(_short_id(rule.file, rule.id), rule.title, rule.family, rule.level)
        for rule in rule_set.rules
    ]


def _short_id(file: str, identity: str) -> str:
    """Return a name for a rule that a person can say: its file's path without the ending, else its id."""
    return file.rpartition(".")[0] or identity


def settle_owners(fold: Fold) -> Owners:
    """Decide which machine serves which sites; a machine that serves exactly one is that site's own."""
    serving: dict[str, tuple[str, ...]] = {}
    for machine, attribution in sorted(fold.owners.items()):
        served = tuple(
            site
            for site, places in sorted(fold.site_places.items())
            if any(covers(attribution, place) for place in places)
        )
        serving[machine] = served
    renamed = {machine: served[0] for machine, served in serving.items() if len(served) == 1}
    for happening in fold.ledger.happenings:
        happening.owner = renamed.get(happening.owner, happening.owner)
    tallies: dict[str, list[SourceTally]] = {}
    for tally in fold.tallies.values():
        tally.sites = {renamed.get(site, site) for site in tally.sites}
        for owner in sorted(tally.sites):
            for site in (owner, *serving.get(owner, ())):
                tallies.setdefault(site, []).append(tally)
    kept = {machine: served for machine, served in serving.items() if machine not in renamed}
    return Owners(kept, tallies, renamed)


def _attempts(
    fold: Fold, rules: Sequence[RuleFacts], arranged: Sequence[Scene], marker: Marker
) -> tuple[Attempt, ...]:
    found = fold.attempts.attempts(rules, {scene.site: scene.catch_all for scene in arranged})
    return tuple(marker.attempt(attempt) for attempt in found)


def _gaps(fold: Fold, options: CheckOptions) -> dict[str, list[Gap]]:
    return {
        name: source_gaps(tally, options.window, [hole for hole in fold.missing if hole.source == name])
        for name, tally in fold.tallies.items()
    }


def _sites(
    owners: Owners,
    gaps: dict[str, list[Gap]],
    skew: dict[str, float],
    entries: Sequence[Entry],
    options: CheckOptions,
) -> tuple[SiteSummary, ...]:
    found = []
    for site, tallies in sorted(owners.tallies.items()):
        mine = [gap for tally in tallies for gap in gaps[tally.name]]
        coverage = measure(tallies, mine, options.window)
        own = [entry for entry in entries if entry.site == site]
        found.append(
            SiteSummary(
                site,
                judge_site(
                    own,
                    coverage,
                    options.minimum_coverage,
                    doubtful=is_thin(tallies) or is_torn(tallies),
                ),
                coverage,
                tuple(sorted(mine, key=lambda gap: (gap.from_us, gap.source, gap.cause))),
                tuple(summarise(tally, gaps[tally.name], _skew(tally, skew)) for tally in tallies),
            )
        )
    return tuple(found)


def _skew(tally: SourceTally, skew: dict[str, float]) -> float | None:
    """Return a source's clock offset; the web access log is what others are compared with."""
    return 0.0 if tally.kind == "access" else skew.get(tally.name)


def _lines(fold: Fold) -> LineCounts:
    tallies = fold.tallies.values()
    return LineCounts(
        total=sum(t.lines for t in tallies),
        parsed=sum(t.parsed for t in tallies),
        unparsed=sum(t.unparsed for t in tallies),
        blank=sum(t.blank for t in tallies),
        headers=sum(t.headers for t in tallies),
        over_long=sum(t.over_long for t in tallies),
        invalid_utf8=sum(t.invalid_utf8 for t in tallies),
    )
