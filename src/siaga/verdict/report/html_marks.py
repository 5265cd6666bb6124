"""Values as HTML: times with UTC behind them, log lines with what matched marked, all else made visible."""

from __future__ import annotations

from markupsafe import Markup

from siaga.findings.shape import Witness
from siaga.verdict.report.excerpt import pieces
from siaga.verdict.report.moments import utc_stamp
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.plain_text import visible

LINE_LIMIT = 1200
"""Characters of a line that the page shows around its marks; the whole is in the JSON form."""


def finalize(value: object) -> object:
    """Make every text that a template prints visible before it is escaped; our own markup stays."""
    return value if isinstance(value, Markup) else visible(str(value))


def time_markup(moment_us: int | None, notation: Notation, *, seconds: bool = False) -> Markup:
    """Write a moment for the reader's zone, with UTC in `datetime` and `title`."""
    stamp = utc_stamp(moment_us)
    text = notation.moment(moment_us, seconds=seconds)
    if stamp is None:
        return Markup("<span>{text}</span>").format(text=text)
    return Markup('<time datetime="{stamp}" title="{stamp}">{text}</time>').format(stamp=stamp, text=text)


def line_markup(witness: Witness, notation: Notation) -> Markup:
    """Write a witness's text with <mark> around what matched and a note where it is shortened."""
    parts: list[Markup] = []
    for piece in pieces(witness, LINE_LIMIT):
        if piece.left_out:
            count = notation.count("character", piece.left_out)
            note = notation.words("text.left_out", n=count)
            parts.append(Markup(' <span class="left-out">{note}</span> ').format(note=note))
        elif piece.marked:
            parts.append(Markup("<mark>{text}</mark>").format(text=visible(piece.text)))
        else:
            parts.append(Markup("{text}").format(text=visible(piece.text)))
    return Markup("").join(parts)
