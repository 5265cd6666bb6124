"""What is told is in one language, aligned, and moves no cursor."""

from __future__ import annotations

import argparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.entrypoints.cli.vault.telling import bytes_text, chosen, say, table
from siaga.foundation.terminal import printable

ID, EN = argparse.Namespace(language="id"), argparse.Namespace(language="en")


@given(st.text())
def test_what_is_printable_stays_and_nothing_else_does(text: str) -> None:
    told = printable(text)
    assert told.isprintable()
    assert [each for each in text if each.isprintable()] == list(_without_escapes(text, told))


def _without_escapes(text: str, told: str) -> str:
    """Take away, in their order, the escapes of characters that cannot be printed."""
    kept, rest = "", told
    for each in text:
        if each.isprintable():
            kept, rest = kept + rest[0], rest[1:]
        else:
            escape = f"\\x{ord(each):02x}"
            assert rest.startswith(escape)
            rest = rest.removeprefix(escape)
    assert rest == ""
    return kept


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\x1b[31mmerah", "\\x1b[31mmerah"),
        ("a\r\nb\tc", "a\\x0d\\x0ab\\x09c"),
        ("\x07\x9b2J", "\\x07\\x9b2J"),
        ("fdp\u202eexe", "fdp\\x202eexe"),
        ("\udcff", "\\xdcff"),
        ("Désa Ngádirejo 村", "Désa Ngádirejo 村"),
    ],
)
def test_control_characters_are_shown_and_not_obeyed(text: str, told: str) -> None:
    assert printable(text) == told


def test_values_stand_under_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    table(ID, [(("log", "log"), "satu"), (("kunci induk", "root key"), "du\x1ba")])
    assert capsys.readouterr().out == "  log          satu\n  kunci induk  du\\x1ba\n"
    table(EN, [(("log", "log"), "one"), (("kunci induk", "root key"), "two")])
    assert capsys.readouterr().out == "  log       one\n  root key  two\n"
    table(EN, [])
    assert capsys.readouterr().out == ""


def test_a_sentence_is_one_line_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    say(ID, ("Selesai \x1b[2J\nPalsu", "Done"))
    assert capsys.readouterr().out == "Selesai \\x1b[2J\\x0aPalsu\n"
    assert (chosen(ID, ("ya", "yes")), chosen(EN, ("ya", "yes"))) == ("ya", "yes")


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (1_234_567, "1.2 MB"),
        (3_000_000_000, "3.0 GB"),
        (4_500_000_000_000_000, "4500.0 TB"),
    ],
)
def test_sizes_are_read_by_people(count: int, told: str) -> None:
    assert bytes_text(count) == told
