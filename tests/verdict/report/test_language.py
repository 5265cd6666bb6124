"""Both languages have the same words, and a report needs no word that is missing."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import get_args

import pytest

from siaga.findings.shape import STEPS
from siaga.verdict.report import language
from siaga.verdict.report.language import LANGUAGES, slug, words_of
from siaga.verdict.result import GapCause, Verdict

REPORT = Path(language.__file__).parent
DETECTION = REPORT.parents[1] / "detection"
OPEN_GROUPS = (
    "role.",
    "behaviour.",
    "family.",
    "level.",
    "kind.",
    "count.",
    "cause.",
    "rung.",
    "step",
    "next.",
)
BUILT_GROUPS = ("label.", "title.")
"""Groups whose keys some places put together from a literal last part."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    first, second = (words_of(code).table for code in LANGUAGES)
    assert first.keys() == second.keys()
    assert [key for key in first if fields(first[key]) != fields(second[key])] == []


def test_no_text_is_empty_and_no_verdict_promises_anything() -> None:
    for code in LANGUAGES:
        table = words_of(code).table
        assert all(text.strip() for text in table.values())
        verdicts = [text for key, text in table.items() if key.startswith(("verdict", "headline", "meaning"))]
        assert not any(re.search(r"\b(aman|safe|clean|bersih)\b", text, re.IGNORECASE) for text in verdicts)


def test_every_code_of_the_result_has_words() -> None:
    keys = [f"cause.{cause}" for cause in get_args(GapCause)]
    keys += [f"{group}.{step}" for group in ("step", "step_help") for step in STEPS]
    keys += [f"{group}.{verdict}" for group in ("verdict", "verdict_short") for verdict in get_args(Verdict)]
    assert [key for key in keys if key not in words_of("id").table] == []


def test_every_word_is_used() -> None:
    sources = [*REPORT.rglob("*.py"), *REPORT.rglob("*.j2")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    idle = [
        key
        for key in words_of("id").table
        if not key.startswith((*OPEN_GROUPS, "verdict", "meaning", "confidence."))
        and f'"{key}"' not in text
        and f"'{key}'" not in text
        and not (key.startswith(BUILT_GROUPS) and f'"{key.partition(".")[2]}"' in text)
    ]
    assert idle == []


def test_a_missing_word_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match=r"label\.nowhere"):
        words_of("id")("label.nowhere")


def test_an_unknown_code_is_still_readable() -> None:
    assert words_of("id").named("behaviour", "new_thing-seen") == "new thing seen"
    assert words_of("id").named("role", "first use") == "pemakaian pertama"
    assert slug("First-Use now") == "first_use_now"


def test_values_are_never_parsed_as_placeholders() -> None:
    text = words_of("en")("next.unreadable", files="{0.__class__} {x}")
    assert text.endswith("{0.__class__} {x}.")


def test_the_sentence_of_the_language_is_taken_or_the_only_one() -> None:
    assert words_of("id").either("yes", "ya") == "ya"
    assert words_of("en").either("yes", "ya") == "yes"
    assert words_of("id").either("yes", "") == "yes"


def _roles() -> set[str]:
    """Return the roles in which detection cites lines, as its source writes them."""
    found: set[str] = set()
    for path in DETECTION.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            given = {"cite": call.args[:1], "witness": call.args[1:2], "line_witness": call.args[-1:]}.get(
                name, []
            )
            found |= {
                part.value
                for argument in given
                for part in ast.walk(argument)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
    return found


def test_every_role_has_its_word_in_both_languages() -> None:
    roles = _roles()
    assert {"upload", "first use", "sign-up"} <= roles
    for code in LANGUAGES:
        table = words_of(code).table
        assert sorted(role for role in roles if f"role.{slug(role)}" not in table) == []
