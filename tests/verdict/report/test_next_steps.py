"""Next steps fit what was found and what was missing."""

from __future__ import annotations

from dataclasses import replace

from siaga.verdict.report.next_steps import next_steps
from siaga.verdict.report.notation import Notation

from .conftest import Sample


def test_a_break_in_is_preserved_first_and_reported(sample: Sample, indonesian: Notation) -> None:
    keys = [step.key for step in next_steps(sample("break_in"), indonesian)]
    assert keys == [
        "preserve",
        "suspend",
        "take_out",
        "passwords_of",
        "data_left",
        "same_addresses",
        "root_cause",
        "report",
        "ask_for_logs",
        "unreadable",
        "set_clocks",
    ]


def test_the_longest_gap_is_asked_for(sample: Sample, indonesian: Notation) -> None:
    steps = {step.key: step.values for step in next_steps(sample("break_in"), indonesian)}
    assert steps["ask_for_logs"] == {
        "source": "arsip-contoh.example/access.log",
        "period": "17 Nov 2026 07.00 \u2013 20 Nov 2026 07.00 WIB",
        "gaps": "3 celah",
    }
    assert steps["set_clocks"] == {"sources": "dinas-contoh.example/auth.log"}


def test_a_suspicion_is_to_be_confirmed(sample: Sample, english: Notation) -> None:
    result = sample("break_in")
    likely = replace(result, verdict="entry_likely", entries=result.entries[1:])
    keys = [step.key for step in next_steps(likely, english)]
    assert "confirm" in keys
    assert "passwords" in keys
    assert not {"take_out", "data_left", "passwords_of"} & set(keys)


def test_no_evidence_is_not_a_promise(sample: Sample, english: Notation) -> None:
    keys = [step.key for step in next_steps(sample("clean"), english)]
    assert keys == ["ask_for_logs", "close_blind_spots", "not_a_promise"]


def test_what_cannot_be_told_is_checked_again(sample: Sample, english: Notation) -> None:
    assert [step.key for step in next_steps(sample("cannot_tell"), english)][-1] == "check_again"
    assert [step.key for step in next_steps(sample("empty"), english)] == ["nothing_read", "unreadable"]


def test_long_lists_are_cut(sample: Sample, english: Notation) -> None:
    steps = {step.key: step.values for step in next_steps(sample("huge"), english)}
    assert steps["suspend"]["sites"].endswith("… (+36)")


def test_many_unread_lines_ask_for_the_format(sample: Sample, english: Notation) -> None:
    keys = [step.key for step in next_steps(sample("hostile"), english)]
    assert "name_format" in keys
    assert "name_format" not in [step.key for step in next_steps(sample("break_in"), english)]
