"""Hits are written so that a person finds the line again, a program reads it, and no terminal obeys it."""

from __future__ import annotations

import argparse
import io
import json
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.entrypoints.cli.vault.hunting_out import SCHEMA, HitWriter
from siaga.foundation.errors import UsageError
from siaga.foundation.executor.opening import open_executor
from siaga.vault.actions.hunt import HuntAsked, Hunted, SealedHit, hunt
from siaga.vault.hunting.indicators import IndicatorSet, parse
from siaga.vault.hunting.result import NO_TIME
from siaga.vault.storage.opening import open_storage

from .conftest import Siaga

WANTED = parse(b"192.0.2.7\ntext:/kontak\n", "list")
STEERING = b"GET /\x1b[2J\x07\n\xc2\x9b31m\xff"


@pytest.fixture
def found(siaga: Siaga, vault: Path, folder: Path) -> tuple[Hunted, list[SealedHit]]:
    """Return a hunt over one sealed log, with its hits."""
    (folder / "access.log").write_bytes(text(visitors(1)))
    assert siaga("vault", "seal", "access.log", "-q").status == 0
    hits: list[SealedHit] = []
    done = hunt(open_storage(str(vault)), HuntAsked(WANTED), open_executor("local", 1), hits.append)
    assert len(hits) == done.hits > 1
    return done, hits


def _writer(wanted: IndicatorSet = WANTED, **options: object) -> HitWriter:
    usual = {"zone": "WIB", "since": None, "until": None, "language": "id", "quiet": False, "json": None}
    return HitWriter(argparse.Namespace(**{**usual, **options}), wanted)


def _written(writer: HitWriter, hit: SealedHit) -> str:
    with redirect_stdout(io.StringIO()) as out:
        writer(hit)
    return out.getvalue()


def _hostile(hit: SealedHit) -> SealedHit:
    source = replace(hit.source, name="a\x1b[2J.log")
    return hit._replace(source=source, hit=hit.hit._replace(line=STEERING, length=len(STEERING)))


def test_a_hit_names_file_line_and_place(found: tuple[Hunted, list[SealedHit]], folder: Path) -> None:
    lines = (folder / "access.log").read_text().splitlines()
    for each in found[1]:
        name, number, rest = _written(_writer(), each).split(":", 2)
        assert name == each.source.name
        line = lines[int(number) - 1]
        assert rest.endswith(f"> {line}\n")
        place, at = rest.split()[0].split("@")
        assert place == f"#{each.segment_index}/{each.hit.frame}"
        assert (folder / "access.log").read_bytes()[int(at) :].startswith(line.encode())


def test_the_time_is_shown_where_it_was_asked_for(found: tuple[Hunted, list[SealedHit]]) -> None:
    hit = found[1][0]
    timed = hit._replace(hit=hit.hit._replace(time_us=1_781_524_800_000_000))
    untimed = hit._replace(hit=hit.hit._replace(time_us=NO_TIME))
    assert "[2026-06-15 19:00:00]" in _written(_writer(since="2026-06-15"), timed)
    assert "[2026-06-15 21:00:00]" in _written(_writer(until="2026-06-16", zone="WIT"), timed)
    assert "[waktu baris tidak terbaca]" in _written(_writer(since="2026-06-15"), untimed)
    assert "[2026" not in _written(_writer(), timed)


def test_a_stranger_s_words_move_no_cursor(found: tuple[Hunted, list[SealedHit]]) -> None:
    with _writer(json="hits") as writer:
        (shown,) = _written(writer, _hostile(found[1][0])).splitlines()
    assert shown.isprintable()
    assert shown.startswith("a\\x1b[2J.log:")
    (told,) = Path("hits").read_text().splitlines()
    assert told.isprintable()
    assert json.loads(told)["line"] == STEERING.decode("utf-8", "backslashreplace")
    assert json.loads(told)["file"] == "a\x1b[2J.log"


def test_a_line_that_is_shown_in_part_says_so(found: tuple[Hunted, list[SealedHit]]) -> None:
    hit = found[1][0]
    part = hit._replace(hit=hit.hit._replace(line=b"GET", length=4))
    assert _written(_writer(), part).endswith("> GET…\n")


def test_json_lines_end_with_what_was_read(found: tuple[Hunted, list[SealedHit]]) -> None:
    done, hits = found
    with _writer(json="hits", quiet=True) as writer:
        assert [_written(writer, each) for each in hits] == [""] * len(hits)
        writer.finish(done, 7)
    *objects, summary = map(json.loads, Path("hits").read_text().splitlines())
    assert {each["schema"] for each in (*objects, summary)} == {SCHEMA}
    assert [each["line_no"] for each in objects] == [each.hit.line_no for each in hits]
    assert (summary["type"], summary["leaf_index"], summary["hits"]) == ("summary", 7, len(hits))
    assert sum(summary["counts"].values()) == len(hits)
    assert (summary["lines"], summary["unread"]) == (done.lines, [])


def test_a_file_that_cannot_be_written_is_wrong_use(folder: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        _writer(json=str(folder / "nowhere" / "hits"))
