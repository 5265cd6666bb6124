"""The canvas: a width, a language and a set of glyphs on which the terminal's sections draw lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.text import Text

from siaga.verdict.report.language import Words
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.plain_text import ascii_only, visible
from siaga.verdict.report.sections.glyphs import ASCII, UNICODE, Glyphs

Span = tuple[str, str]
"""A stretch of text and its style ("" for none)."""


@dataclass(slots=True)
class Canvas:
    """Collects finished lines, none wider than `width` terminal cells."""

    width: int
    notation: Notation
    ascii: bool = False
    lines: list[Text] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The words of the report's language."""
        return self.notation.words

    @property
    def glyphs(self) -> Glyphs:
        """The characters to draw with."""
        return ASCII if self.ascii else UNICODE

    def clean(self, text: str) -> str:
        """Return text that cannot steer the terminal, in ASCII where only that is asked for."""
        return ascii_only(text) if self.ascii else visible(text)

    def blank(self) -> None:
        """Leave a line empty, but never two."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def heading(self, title: str, note: str = "") -> None:
        """Open a section: its title over a rule, with a note at the right where there is room."""
        self.blank()
        left, right = self.clean(title).upper(), self.clean(note)
        room = self.width - cell_len(left) - cell_len(right) - 4
        if right and room < 2:
            self.row([(left, "bold"), (" " + self.glyphs.rule * (room + cell_len(right) + 3), "dim")])
            self.paragraph(note, "", "dim")
            return
        fill = self.glyphs.rule * (room + (2 if right else 3))
        self.row([(left, "bold"), (f" {fill} ", "dim"), (right, "dim")])

    def row(self, spans: Iterable[Span]) -> None:
        """Draw one line as it is, already clean, cut at the width as a last resort."""
        text = Text.assemble(*((part, style) for part, style in spans), no_wrap=True)
        text.truncate(self.width)
        text.rstrip()
        self.lines.append(text)

    def paragraph(self, text: str, indent: str = "", style: str = "", first: Sequence[Span] = ()) -> None:
        """Draw wrapped text; `first` opens the first line, the others hang under what follows it."""
        self.spans([(text, style)], indent, first)

    def spans(self, parts: Sequence[Span], indent: str = "", first: Sequence[Span] = ()) -> None:
        """Draw wrapped text of several styles; a word wider than the line is broken."""
        label = "".join(part for part, _ in first)
        hang = " " * cell_len(indent + label)
        room = max(8, self.width - len(hang))
        words = [(self.clean(word), style) for part, style in parts for word in part.split(" ")]
        line: list[Span] = []
        used, opened = 0, False
        for word, style in (piece for whole in words for piece in _broken(whole, room)):
            size = cell_len(word)
            if line and used + 1 + size > room:
                self.row([*self._lead(indent, hang, first, opened), *line])
                line, used, opened = [], 0, True
            if line:
                line.append((" ", ""))
                used += 1
            line.append((word, style))
            used += size
        self.row([*self._lead(indent, hang, first, opened), *line])

    @staticmethod
    def _lead(indent: str, hang: str, first: Sequence[Span], opened: bool) -> list[Span]:  # noqa: FBT001 - inner
        return [(hang, "")] if opened else [(indent, ""), *first]


def _broken(word: tuple[str, str], room: int) -> Iterable[Span]:
    text, style = word
    while cell_len(text) > room:
        head = fitting(text, room)
        yield head, style
        text = text[len(head) :]
    if text:
        yield text, style


def fitting(text: str, room: int) -> str:
    """Return the longest start of the text that fits in `room` cells; at least one character."""
    if len(text) <= room and text.isascii():
        return text
    used = 0
    for place, character in enumerate(text):
        used += cell_len(character)
        if used > room and place:
            return text[:place]
    return text


def padded(text: str, size: int, dots: str) -> str:
    """Return text of exactly `size` cells: cut with `dots` where longer, else filled with blanks."""
    if cell_len(text) > size:
        text = fitting(text, size - len(dots)) + dots
    return text + " " * (size - cell_len(text))
