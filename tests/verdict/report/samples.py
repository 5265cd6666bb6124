"""Sample results for every kind of answer, with example hosts and addresses only."""

from __future__ import annotations

from collections.abc import Callable

from siaga.findings.shape import Actor, Attempt, Entry, Notice
from siaga.verdict.result import BlindSpot, CheckResult, Coverage, Gap, LineCounts, SiteSummary, Verdict

from .sample_break_in import break_in
from .sample_parts import HOUR, VERSION, at, counts, covered, hours, line, rule_set, source

HOSTILE = (
    '192.0.2.66 - - [02/Nov/2026:00:00:01 +0000] "GET /</script><img src=x onerror=alert(1)>?\x1b[2J'
    '\x1b]0;x\x07\u202egnp.exe\x00\x9b31m\u200b&quot;{{7*7}}[bold]</style> HTTP/1.1" 200 1 "-" "日本語 ¬ é é"'
)


def clean() -> CheckResult:
    """No evidence at a coverage of 97 %."""
    site = "perpustakaan-contoh.example"
    name = f"{site}/access.log"
    seen = hours(at(1), 240, 12, range(100, 107))
    one = source(name, site, "access", seen, coverage=0.9708)
    gap = Gap(at(1) + 100 * HOUR, at(1) + 107 * HOUR, name, "source_silent")
    summary = SiteSummary(site, "no_evidence", covered(0.9708, at(1), at(11)), (gap,), (one,))
    spot = BlindSpot(
        "request_bodies", "", "Request bodies are in no log here.", "Isi permintaan tidak ada di log."
    )
    return CheckResult(VERSION, "no_evidence", (summary,), (), (), (), (spot,), counts([one]), rule_set())


def cannot_tell() -> CheckResult:
    """Most of the rotation is missing."""
    site = "kecamatan-contoh.example"
    name = f"{site}/access.log"
    one = source(name, site, "access", hours(at(8), 20, 9), coverage=0.12, skew=None)
    gap = Gap(at(1), at(8), name, "rotation_missing")
    summary = SiteSummary(site, "cannot_tell", covered(0.12, at(1), at(8, 20)), (gap,), (one,))
    return CheckResult(VERSION, "cannot_tell", (summary,), (), (), (), (), counts([one]), rule_set())


def empty() -> CheckResult:
    """Nothing could be read."""
    none = LineCounts(0, 0, 0, 0, 0, 0, 0)
    return CheckResult(
        VERSION,
        "cannot_tell",
        (),
        (),
        (),
        (),
        (),
        none,
        rule_set(),
        (("kosong.log", "empty file", "berkas kosong"),),
    )


def crowded(number: int) -> tuple[SiteSummary, list[Attempt], list[Entry]]:
    """Make one of a hundred sites: five rules tried, and an entry on the first forty."""
    site = f"situs-{number:03d}.contoh.example"
    name = f"{site}/access.log"
    text = f'192.0.2.{number} - - [02/Nov/2026:00:00:01 +0000] "GET /x{number}.php HTTP/1.1" 200 9 "-" "-"'
    proof = line(name, number + 1, text, "use", at(2, 0, 0, 1), f"/x{number}.php")
    who = Actor((f"192.0.2.{number}",))
    entry = Entry(
        site,
        "executed",
        "confirmed",
        "web_shell",
        who,
        at(2),
        at(2, 1),
        "It ran.",
        "Berjalan.",
        (proof,) * 20,
    )
    ips = tuple(f"198.51.100.{i}" for i in range(50))
    tried = []
    for rule in range(5):
        named = (f"rule-{number % 30}-{rule}", f"Rule {number % 30} {rule}", "scanner", "medium")
        tried.append(Attempt(site, *named, 1_000 + number, rule, 900, ips, at(1), at(3), (proof,)))
    entered = number < 40
    verdict: Verdict = "entry_confirmed" if entered else "no_evidence"
    own = source(name, site, "access", hours(at(1), 72, 2))
    summary = SiteSummary(site, verdict, covered(1 - number / 1000, at(1), at(4)), (), (own,))
    return summary, tried, [entry] if entered else []


def huge() -> CheckResult:
    """500 attempts over 100 sites and 40 entries."""
    made = [crowded(number) for number in range(100)]
    sites = tuple(site for site, _, _ in made)
    return CheckResult(
        VERSION,
        "entry_confirmed",
        sites,
        tuple(entry for _, _, entries in made for entry in entries),
        tuple(attempt for _, tried, _ in made for attempt in tried),
        (),
        (),
        counts([one for site in sites for one in site.sources]),
        rule_set(),
        (),
        tuple((site.site, at(2, 1), 77) for site in sites),
    )


def hostile() -> CheckResult:
    """Every text that a log or a file name may bring is hostile."""
    proof = line(HOSTILE[30:60], 1, HOSTILE, HOSTILE[:90], -(2**63), "</script><img src=x onerror=alert(1)>")
    long = line("a" * 300, 2, "GET /" + "A" * 3_900 + "<b>" + "B" * 80, "use", at(2), "<b>")
    who = Actor((HOSTILE,), (HOSTILE, "a\u0301" * 40))
    entry = Entry(
        HOSTILE, "entered", "likely", HOSTILE, who, -(2**63), 2**63 - 1, HOSTILE, HOSTILE, (proof, long)
    )
    attempt = Attempt(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, 1, 1, (HOSTILE,), -(2**63), 0, (proof,))
    gap = Gap(at(1), at(2), HOSTILE, "lines_removed")
    own = source(
        HOSTILE, HOSTILE, HOSTILE, ((0, 1), (at(1), 5), (2**62, 3)), unparsed=2, unreadable=(HOSTILE,)
    )
    coverage = Coverage(0.5, at(1), at(3), 1, 2)
    site = SiteSummary(HOSTILE, "entry_likely", coverage, (gap,), (own,))
    return CheckResult(
        VERSION,
        "entry_likely",
        (site,),
        (entry,),
        (attempt,),
        (Notice(HOSTILE, HOSTILE, HOSTILE, HOSTILE, (proof,)),),
        (BlindSpot(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        counts([own]),
        rule_set((HOSTILE, HOSTILE)),
        ((HOSTILE, HOSTILE, HOSTILE), ("name-\udcff.log", "x", "x")),
        ((HOSTILE, at(1), 3),),
    )


SAMPLES: dict[str, Callable[[], CheckResult]] = {
    "break_in": break_in,
    "clean": clean,
    "cannot_tell": cannot_tell,
    "empty": empty,
    "huge": huge,
    "hostile": hostile,
}
