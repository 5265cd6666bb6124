"""A log that nobody understands is a site in the dark; a note beside the logs is only listed."""

from __future__ import annotations

from collections.abc import Callable

from siaga.verdict.result import CheckResult

from .logs import text, visitors

Lay = Callable[[dict[str, bytes]], None]
Check = Callable[..., CheckResult]
STRANGE = b"".join(b"~~ %d ~~\n" % n for n in range(300))


def test_a_log_of_no_known_format_is_a_site_that_cannot_be_judged(lay: Lay, check: Check) -> None:
    lay({"s/kota.example/access.log": text(visitors(3)), "s/dinas.example/access.log": STRANGE})
    result = check("s")
    verdicts = {site.site: site.verdict for site in result.sites}
    assert verdicts == {"dinas.example": "cannot_tell", "kota.example": "no_evidence"}
    told = {place: text for place, text, _ in result.unreadable}["s/dinas.example/access.log"]
    assert told == "no log format that is known: 300 lines were searched for attacks but not understood"


def test_a_text_beside_the_logs_is_listed_and_changes_nothing(lay: Lay, check: Check) -> None:
    lay({"s/kota.example/access.log": text(visitors(3)), "s/kota.example/CATATAN": STRANGE})
    (site,) = check("s").sites
    assert (site.site, site.verdict) == ("kota.example", "no_evidence")
    assert [source.unparsed for source in site.sources] in ([300, 0], [0, 300])


def test_a_text_alone_is_a_source_too(lay: Lay, check: Check) -> None:
    lay({"CATATAN": STRANGE})
    result = check("CATATAN")
    assert [source.lines for site in result.sites for source in site.sources] == [300]
    assert result.verdict == "cannot_tell"
