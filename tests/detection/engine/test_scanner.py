"""The error that names patterns."""

from __future__ import annotations

from siaga.detection.engine.scanner import PatternsError


def test_it_says_all_reasons() -> None:
    error = PatternsError({3: "too large", 5: "no such thing"})
    assert str(error) == "too large; no such thing"
    assert error.reasons == {3: "too large", 5: "no such thing"}
