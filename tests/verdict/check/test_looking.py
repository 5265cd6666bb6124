"""Every behaviour looks at every scene once, and what is seen stands in the order of one process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from siaga.detection.behaviours import ALL_BEHAVIOURS, WITHOUT_SESSIONS
from siaga.detection.ledger.ledger import SiteLedger
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Notice
from siaga.verdict.check import side_by_side
from siaga.verdict.check.looking import Looks
from siaga.verdict.report.json_report import to_json
from siaga.verdict.result import CheckResult

from .logs import intrusion, text, visitors


class Watcher:
    """Tells which scene it looked at."""

    def __init__(self, name: str) -> None:
        self.name = name

    def look(self, scene: Scene) -> Iterator[Notice]:
        """Tell the site's name."""
        yield Notice(scene.site, self.name, "", "")


def _scene(site: str) -> Scene:
    return Scene(site, SiteLedger(site), [], [], [], ())


def test_all_look_at_all_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    all_of_them = tuple(Watcher(name) for name in "abcd")
    monkeypatch.setattr("siaga.verdict.check.looking.ALL_BEHAVIOURS", all_of_them)
    monkeypatch.setattr("siaga.verdict.check.looking.WITHOUT_SESSIONS", {all_of_them[0], all_of_them[2]})
    looks = Looks([_scene("kota"), _scene("dinas")])
    side_by_side.work_out(looks.tasks, 2)
    signals, notices = looks.seen()
    assert signals == []
    told = [(notice.site, notice.behaviour) for notice in notices]
    assert told == [(site, name) for site in ("kota", "dinas") for name in "abcd"]


def test_who_asks_for_no_sessions_is_a_known_behaviour() -> None:
    assert set(ALL_BEHAVIOURS) > WITHOUT_SESSIONS


def test_an_answer_is_the_same_from_two_processes(
    lay: Callable[[dict[str, bytes]], None],
    check: Callable[..., CheckResult],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lay({"kota.example/access.log": text([*visitors(5), *intrusion()])})
    alone = check("kota.example")
    monkeypatch.setattr(side_by_side, "WORTH_A_PROCESS", 0.0)
    assert to_json(check("kota.example", jobs=2)) == to_json(alone)
    assert alone.entries
