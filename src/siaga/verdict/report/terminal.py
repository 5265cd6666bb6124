"""The report for a terminal: something people want to paste into a chat or a ticket."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final, TextIO

from siaga.verdict.report.language import Language, words_of
from siaga.verdict.report.moments import WIB, Zone
from siaga.verdict.report.notation import Notation
from siaga.verdict.result import CheckResult

if TYPE_CHECKING:
    from rich.text import Text

NARROWEST: Final = 60
WIDEST: Final = 140
"""Terminal cells; below, tables would have no room; beyond, lines would be too long to read."""


def print_report(
    result: CheckResult,
    stream: TextIO,
    *,
    language: Language = "id",
    zone: Zone = WIB,
    ascii_only: bool | None = None,
    colour: bool | None = None,
    width: int | None = None,
) -> None:
    """Write the report to `stream`, no line wider than `width` terminal cells.

    What is None is taken from the stream: colour where it is a terminal (and NO_COLOR is unset, see
    no-color.org), ASCII where its encoding cannot carry more, the width of the terminal or else 80.
    """
    colour = wants_colour(stream) if colour is None else colour
    plain = not carries_unicode(stream) if ascii_only is None else ascii_only
    lines = compose(result, language=language, zone=zone, ascii_only=plain, width=width or _width(stream))
    if not colour:
        stream.writelines(line.plain.rstrip() + "\n" for line in lines)
        return
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import and JSON or HTML need none of it

    console = Console(
        file=stream,
        force_terminal=True,
        color_system="standard",
        width=WIDEST * 4,
        no_color=False,
        emoji=False,
    )
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def compose(
    result: CheckResult, *, language: Language, zone: Zone, ascii_only: bool, width: int
) -> list[Text]:
    """Lay the report out: styled lines, each at most `width` cells (60 to 140)."""
    from siaga.verdict.report.sections.layout import lay_out  # noqa: PLC0415 - brings rich, see above

    notation = Notation(words_of(language), zone)
    return lay_out(result, notation, ascii_only=ascii_only, width=max(NARROWEST, min(WIDEST, width)))


def wants_colour(stream: TextIO) -> bool:
    """Tell whether colour is welcome: a terminal that is not dumb, and no NO_COLOR (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def carries_unicode(stream: TextIO) -> bool:
    """Tell whether the stream's encoding has the characters that the report draws with."""
    encoding = stream.encoding or "utf-8"
    try:
        "─▌│→▲╌▁█◉●○·".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _width(stream: TextIO) -> int:
    return shutil.get_terminal_size((80, 24)).columns if stream.isatty() else 80
