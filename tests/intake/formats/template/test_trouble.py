"""Errors in templates show their place."""

from __future__ import annotations

from siaga.foundation.errors import FormatError
from siaga.intake.formats.template.trouble import trouble


def test_the_caret_stands_under_the_place() -> None:
    error = trouble("%h %Z %t", 3, "no such thing")
    assert isinstance(error, FormatError)
    reason, shown, caret = str(error).split("\n")
    assert reason == "no such thing (character 4)"
    assert shown[caret.index("^")] == "%"
    assert shown[caret.index("^") :].startswith("%Z")


def test_a_long_template_is_shown_around_the_place() -> None:
    _, shown, caret = str(trouble("a" * 500 + "%Z" + "b" * 500, 500, "x")).split("\n")
    assert len(shown) < 130
    assert shown[caret.index("^")] == "%"
