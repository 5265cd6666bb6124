"""`siaga vault sql`: rows alone on stdout, what they leave out on stderr, and nothing else to be reached."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.verdict.check.logs import START, line, text, visitors

from .conftest import Siaga

LINES, STEERING = 24, "\x9b2J"


@pytest.fixture
def sealed(siaga: Siaga, vault: Path, folder: Path) -> Path:
    """Return a vault with one log of LINES lines."""
    (folder / "access.log").write_bytes(text(visitors(1, LINES)))
    assert siaga("vault", "seal", "access.log", "-q", "--site", "kota.example").status == 0
    return vault


def test_rows_come_as_table_csv_and_json(siaga: Siaga, sealed: Path) -> None:
    assert sealed.is_dir()
    query = "SELECT count(*) AS n, min(status) AS s FROM access"
    table, values, objects = (
        siaga("vault", "sql", query, "--format", each) for each in ("table", "csv", "json")
    )
    assert {each.status for each in (table, values, objects)} == {0}
    assert {each.err for each in (table, values, objects)} == {""}
    assert [each.split() for each in table.out.splitlines()] == [["n", "s"], [str(LINES), "200"]]
    assert list(csv.reader(values.out.splitlines())) == [["n", "s"], [str(LINES), "200"]]
    assert [json.loads(each) for each in objects.out.splitlines()] == [{"n": LINES, "s": 200}]


def test_columns_that_cannot_be_used_are_counted_and_the_answer_is_20(
    siaga: Siaga, sealed: Path, folder: Path
) -> None:
    (columns,) = (sealed / "index").rglob("columns.parquet")
    (folder / "other.log").write_bytes(text(visitors(1, 7)))
    assert siaga("vault", "seal", "other.log", "-q").status == 0
    columns.unlink()
    said = siaga("vault", "sql", "SELECT count(*) AS n FROM access", "--format", "csv")
    assert (said.status, said.out) == (20, "n\n7\n")
    first, second = said.err.splitlines()
    assert first == "! jawaban ini tanpa 1 dari 2 segmen: kolomnya tidak dapat dipakai"
    assert second.endswith("(siaga vault reindex)")
    english = siaga("vault", "sql", "SELECT 1 AS n", "--language", "en")
    assert english.status == 20
    assert english.err.startswith("! 1 of 2 segments are not in this answer")


def test_rows_beyond_those_asked_for_are_told(siaga: Siaga, sealed: Path) -> None:
    assert sealed.is_dir()
    query = ("vault", "sql", "SELECT status FROM access", "--format", "csv", "--rows")
    said = siaga(*query, "2")
    assert (said.status, said.out) == (0, "status\n200\n200\n")
    assert said.err == "! hanya 2 baris pertama (--rows)\n"
    assert siaga(*query, str(LINES)).err == ""


@pytest.mark.parametrize(
    "wrong",
    [
        ("SELECT 1", "--rows", "0"),
        ("SELECT 1", "--rows", "-1"),
        ("SELECT 1", "--seconds", "0"),
        ("SELECT 1", "--seconds", "nan"),
        ("SELECT 1", "--seconds", "inf"),
        ("SELECT 1", "--memory", "0"),
        ("SELECT 1", "--since", "once"),
        ("SELECT nothing FROM access",),
        ("SELECT 1; SELECT 2",),
        ("SELECT * FROM read_csv('access.log')",),
        ("COPY (SELECT 1) TO 'out.csv'",),
        ("ATTACH 'out.db'",),
    ],
)
def test_what_is_no_question_to_the_views_is_wrong_use(
    siaga: Siaga, sealed: Path, folder: Path, wrong: tuple[str, ...]
) -> None:
    assert sealed.is_dir()
    before = set(folder.iterdir())
    said = siaga("vault", "sql", *wrong)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("siaga: ")
    assert set(folder.iterdir()) == before


def test_segments_of_a_window_are_taken_whole_and_that_is_told(siaga: Siaga, sealed: Path) -> None:
    assert sealed.is_dir()
    query = ("vault", "sql", "SELECT count(*) AS n FROM access", "--format", "csv")
    within = siaga(*query, "--since", "2026-06-15T12:00")
    assert within.out == f"n\n{LINES}\n"
    assert within.err == "! 1 segmen diambil utuh: saring dengan kolom time dan site\n"
    assert siaga(*query, "--site", "desa.example").out == "n\n0\n"


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_stranger_s_words_are_shown_and_not_obeyed(
    siaga: Siaga, vault: Path, folder: Path, form: str
) -> None:
    assert vault.is_dir()
    (folder / "access.log").write_text(line(START, agent=f"a{STEERING}\x1b]0;x\x07") + "\n")
    assert siaga("vault", "seal", "access.log", "-q").status == 0
    said = siaga("vault", "sql", "SELECT * FROM access", "--format", form)
    assert said.status == 0
    assert all(each.isprintable() for each in said.out.splitlines())
    if form == "json":
        assert any(STEERING in str(each) for each in json.loads(said.out).values())


def test_the_views_are_listed_without_a_vault(siaga: Siaga, folder: Path) -> None:
    assert not (folder / "vault").exists()
    said = siaga("vault", "sql")
    assert (said.status, said.err) == (0, "")
    names = [each for each in said.out.splitlines() if not each.startswith(" ")]
    assert names == ["access", "events", "urls"]
    assert max(map(len, said.out.splitlines())) < 80
