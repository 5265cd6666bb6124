"""The characters that the terminal report draws with, in Unicode and in ASCII."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of drawing characters; `bars` go from nearly nothing to full."""

    rule: str
    edge: str
    quote: str
    caret: str
    dot: str
    arrow: str
    entry: str
    gap: str
    dots: str
    bars: str
    rungs: tuple[str, str, str, str]
    """Top, witnessed, unwitnessed, above."""


UNICODE = Glyphs("─", "▌", "│", "^", "·", "→", "▲", "╌", "…", "▁▂▃▄▅▆▇█", ("◉", "●", "○", "·"))
ASCII = Glyphs("-", "#", "|", "^", "-", "->", "A", "x", "...", "._:-=+*#", ("@", "*", "o", "."))
