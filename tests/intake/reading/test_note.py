"""Notes: complete in two languages, each fact once, losses told apart."""

from __future__ import annotations

from typing import get_args

from siaga.intake.reading.note import LOSSES, MOST_NOTES, Note, Notebook, NoteCode


def test_every_code_has_a_sentence_in_both_languages_that_takes_its_detail() -> None:
    for code in get_args(NoteCode):
        note = Note("place", code, "DETAIL")
        assert note.text
        assert note.text_id
        assert note.text != note.text_id
        assert ("DETAIL" in note.text) == ("DETAIL" in note.text_id)
        assert "{}" not in note.text + note.text_id


def test_losses_are_codes() -> None:
    assert set(get_args(NoteCode)) >= LOSSES
    assert Note("a", "truncated", "gzip").loss
    assert not Note("a", "empty").loss


def test_the_same_fact_is_noted_once_in_order() -> None:
    notebook = Notebook()
    tell = notebook.at("b")
    tell("empty", "")
    notebook.add("a", "missing")
    tell("empty", "")
    assert notebook.notes == (Note("b", "empty"), Note("a", "missing"))


def test_a_flood_of_notes_is_counted() -> None:
    notebook = Notebook()
    for number in range(MOST_NOTES + 5):
        notebook.add(str(number), "empty")
    notebook.add("0", "empty")
    assert len(notebook.notes) == MOST_NOTES + 1
    assert notebook.notes[-1] == Note("*", "more", "5")
    assert len(notebook) == MOST_NOTES + 5


def test_details_may_hold_braces() -> None:
    assert Note("a", "duplicate", "{x}").text == "same content as {x}: read once"
