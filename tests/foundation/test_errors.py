"""Errors are one tree, and those with a place name it in their text."""

from __future__ import annotations

import pytest

from siaga.foundation.errors import FormatError, RuleError, SiagaError, UnreadableInputError, UsageError


@pytest.mark.parametrize("kind", [UsageError, FormatError])
def test_every_error_can_be_caught_as_ours(kind: type[SiagaError]) -> None:
    with pytest.raises(SiagaError, match="sebab"):
        raise kind("sebab")


@pytest.mark.parametrize("kind", [UnreadableInputError, RuleError])
def test_errors_with_a_place_say_where_and_why(kind: type[UnreadableInputError | RuleError]) -> None:
    error = kind("logs.tar!a.log", "cut short")
    assert (error.place, error.reason) == ("logs.tar!a.log", "cut short")
    assert str(error) == "logs.tar!a.log: cut short"
    assert isinstance(error, SiagaError)
