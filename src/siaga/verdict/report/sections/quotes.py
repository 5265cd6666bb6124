"""A witness line in the terminal, with carets under what matched so that a pasted copy keeps the marks."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from siaga.findings.shape import Witness
from siaga.verdict.report.excerpt import pieces
from siaga.verdict.report.sections.canvas import Canvas, Span

_LIMIT = 420
"""Characters of a line that a terminal report shows; the rest is in the other forms."""

Cell = tuple[str, bool]
"""One drawn character and whether it matched."""


def draw_witness(canvas: Canvas, witness: Witness, style: str) -> None:
    """Draw where the line stands and what it shows, then the line itself."""
    role = canvas.words.named("role", witness.role)
    place = f"{witness.file}:{witness.line_no}"
    canvas.spans([(role, "bold"), ("·", "dim"), (place, "cyan")], "    ")
    lead = f"    {canvas.glyphs.quote} "
    for row in _rows(_cells(canvas, witness), canvas.width - len(lead)):
        canvas.row([(lead, "dim"), *_styled(row, style)])
        if any(marked for _, marked in row):
            carets = "".join(
                (canvas.glyphs.caret if marked else " ") * cell_len(text) for text, marked in row
            )
            canvas.row([(lead, "dim"), (carets, style)])


def _cells(canvas: Canvas, witness: Witness) -> Iterable[Cell]:
    for piece in pieces(witness, _LIMIT):
        if piece.left_out:
            count = canvas.notation.count("character", piece.left_out)
            text = f" {canvas.words('text.left_out', n=count)} "
        else:
            text = piece.text
        for character in canvas.clean(text):
            yield character, piece.marked


def _rows(cells: Iterable[Cell], room: int) -> Iterable[list[Cell]]:
    row: list[Cell] = []
    used = 0
    for cell in cells:
        size = cell_len(cell[0])
        if row and used + size > room:
            end = _break(row)
            yield row[:end]
            row = row[end:]
            used = sum(cell_len(text) for text, _ in row)
        row.append(cell)
        used += size
    yield row


def _break(row: list[Cell]) -> int:
    """Find where to break a full row: after a blank in its last third, else at its end."""
    blanks = (place + 1 for place in range(len(row) - 1, len(row) * 2 // 3, -1) if row[place][0] == " ")
    return next(blanks, len(row))


def _styled(row: list[Cell], style: str) -> Iterable[Span]:
    place = 0
    while place < len(row):
        end = place
        while end < len(row) and row[end][1] == row[place][1]:
            end += 1
        yield "".join(text for text, _ in row[place:end]), style if row[place][1] else ""
        place = end
