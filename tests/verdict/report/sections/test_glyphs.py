"""Both sets of glyphs take the same room, so that layouts agree."""

from __future__ import annotations

from dataclasses import fields

from rich.cells import cell_len

from siaga.verdict.report.sections.glyphs import ASCII, UNICODE


def test_ascii_is_ascii_and_single_characters_stay_single() -> None:
    for one in fields(ASCII):
        plain, rich = "".join(getattr(ASCII, one.name)), "".join(getattr(UNICODE, one.name))
        assert plain.isascii()
        if one.name not in ("arrow", "dots"):
            assert cell_len(plain) == cell_len(rich) == len(plain)
