"""Content goes by rule, leaf first; holds, twins and crashes are minded; proofs stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acceptance.vault_city import START_S, City, new_city

from siaga.vault import layout
from siaga.vault.actions.retain import Retained, Rule, Since, held, hold, release, retain
from siaga.vault.actions.seal import Columns, commit_segment
from siaga.vault.actions.session import Session
from siaga.vault.errors import UnreachableError, VaultUsageError
from siaga.vault.leaves.acts import RetentionLeaf
from siaga.vault.leaves.segment import SealedSource
from siaga.vault.proving.finding import LinePlace
from siaga.vault.proving.line_check import check_line
from siaga.vault.proving.proving_lines import prove_line, segment_leaf
from siaga.vault.segments.writing import SegmentWriter

DAY = 86_400
MONTH = Rule("log", 30)


@pytest.fixture
def city(tmp_path: Path) -> City:
    return new_city(tmp_path)


def run(city: City, days: float, rule: Rule = MONTH, **options: bool) -> Retained:
    found: list[Retained] = []
    now = int((START_S + days * DAY) * 1_000_000)
    city.session(lambda session: found.append(retain(session, rule, now, **options)))
    return found[0]


def add(city: City, secret: bytes, *, site: str = "", newest_us: int | None = None) -> int:
    """Seal one line; the same bytes for every secret, so that segments are twins."""
    indexes: list[int] = []

    def do(session: Session) -> None:
        writer = SegmentWriter(lambda size: secret * size)
        writer.add(0, b"twin\n", raw_from=0, first_line=1, goes_on=False)
        source = SealedSource(
            "t", "t", 0, 0, 5, 1, 1, ends=True, agent="", boot="", batch_from=0, batch_to=1, site=site
        )
        files = {"columns.parquet": b"derived"}
        indexes.append(
            commit_segment(session, writer.finish((source,)), Columns(files, newest_us, newest_us))
        )

    city.session(do)
    return indexes[0]


def stored(city: City, index: int) -> tuple[bool, bool, bool]:
    """Say whether the segment, its manifest and anything derived still stand."""
    leaf = segment_leaf(city.view, index)
    names = set(city.storage.names(""))
    derived = any(each.startswith(layout.index(leaf.manifest.sha256, "")) for each in names)
    return (
        layout.segment(leaf.segment.sha256) in names,
        layout.manifest(leaf.manifest.sha256) in names,
        derived,
    )


def test_old_content_goes_and_its_leaf_is_before_it(city: City) -> None:
    proof = prove_line(city.storage, city.view, LinePlace(3, 0, 0))
    before = city.view.head.checkpoint
    assert run(city, 29.9) == Retained((), (), ())
    assert run(city, 30.1, dry_run=True) == Retained((3,), (), ())
    assert stored(city, 3)[:2] == (True, True)
    assert run(city, 30.1) == Retained((3,), (), ())
    assert stored(city, 3) == (False, False, False)
    (leaf,) = [leaf for _, leaf in city.view.leaves(RetentionLeaf.KIND)]
    assert isinstance(leaf, RetentionLeaf)
    assert (leaf.rule, leaf.segments) == ("log: 30 days since sealing, sites *", (3,))
    assert check_line(proof, before, "p").line == b"10.0.0.1 GET /a\n"
    assert run(city, 31) == Retained((), (), ())


def test_a_hold_protects_until_it_is_released(city: City) -> None:
    city.session(lambda session: hold(session, "jaksa", [3], "perkara 1"))
    assert held(city.view) == {3}
    assert run(city, 40) == Retained((), (), (3,))
    assert stored(city, 3)[0]
    city.session(lambda session: release(session, "jaksa", [3], "selesai"))
    assert run(city, 40) == Retained((3,), (), ())
    with pytest.raises(VaultUsageError):
        city.session(lambda session: hold(session, "x", [0], "no segment"))


def test_a_hold_that_came_between_leaf_and_deletion_protects_too(city: City, crash: None) -> None:
    with pytest.raises(UnreachableError):
        run(city, 40)
    crash_over(city)
    city.session(lambda session: hold(session, "jaksa", [3], "perkara"))
    assert run(city, 41) == Retained((), (), ())
    assert stored(city, 3)[0]


@pytest.fixture
def crash(city: City, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nothing of the content be removed any more."""
    remove = city.storage.remove

    def failing(name: str) -> None:
        if name.startswith((layout.SEGMENTS, layout.MANIFESTS, layout.INDEX)) and not OVER:
            raise UnreachableError(name, "killed")
        remove(name)

    OVER.clear()
    monkeypatch.setattr(city.storage, "remove", failing)
    yield
    OVER.clear()


OVER: list[City] = []


def crash_over(city: City) -> None:
    OVER.append(city)


def test_what_a_crash_left_is_finished(city: City, crash: None) -> None:
    with pytest.raises(UnreachableError):
        run(city, 40)
    assert stored(city, 3)[:2] == (True, True)
    crash_over(city)
    assert run(city, 40, dry_run=True) == Retained((), (3,), ())
    assert run(city, 40) == Retained((), (3,), ())
    assert stored(city, 3) == (False, False, False)
    assert len([1 for _ in city.view.leaves(RetentionLeaf.KIND)]) == 1


def test_a_held_segment_keeps_the_bytes_of_a_twin_that_goes(city: City, crash: None) -> None:
    twin = add(city, b"1", site="a")
    with pytest.raises(UnreachableError):
        run(city, 40, Rule("a", 30, "a"))
    crash_over(city)
    city.session(lambda session: hold(session, "jaksa", [twin], "perkara"))
    other = add(city, b"2", site="b")
    assert run(city, 40, Rule("b", 30, "b")).deleted == (other,)
    assert stored(city, twin) == (True, True, True)
    assert stored(city, other) == (True, False, False)


def test_bytes_that_another_segment_needs_stay(city: City) -> None:
    old = add(city, b"1")
    city.witnesses.time_s += 20 * DAY
    young = add(city, b"2")
    assert run(city, 35).deleted == (3, old)
    assert stored(city, old) == (True, False, False)
    assert stored(city, young) == (True, True, True)
    assert prove_line(city.storage, city.view, LinePlace(young, 0, 0)).line == b"twin\n"
    assert run(city, 60).deleted == (young,)
    assert stored(city, young) == (False, False, False)
    assert run(city, 61) == Retained((), (), ())


def test_only_segments_of_matching_sites_go(city: City) -> None:
    one, two = add(city, b"1", site="a.kota.example"), add(city, b"2", site="b.kota.example")
    assert run(city, 40, Rule("a", 30, "a.*")).deleted == (one,)
    assert run(city, 40, Rule("all", 30)).deleted == (3, two)


def test_days_may_count_from_the_newest_line_but_never_from_after_the_sealing(city: City) -> None:
    past, future = ((START_S + days * DAY) * 1_000_000 for days in (-20, 1000))
    rule = Rule("lines", 30, since=Since.NEWEST_LINE)
    old, wrong = add(city, b"1", newest_us=past), add(city, b"2", newest_us=future)
    assert run(city, 11, rule).deleted == (old,)
    assert run(city, 31, rule).deleted == (3, wrong)


@pytest.mark.parametrize("days", [0, -1])
def test_a_rule_keeps_a_day_at_least(days: int) -> None:
    with pytest.raises(VaultUsageError):
        Rule("x", days)
