"""A drawing as inline SVG: shapes with CSS classes, texts escaped, numbers written the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from siaga.verdict.report.plain_text import visible


@dataclass(slots=True)
class Drawing:
    """Collects shapes in user units; `ident` makes the ids of one page distinct."""

    ident: str
    width: float
    height: float
    title: str
    desc: str
    shapes: list[Markup] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, look: str, radius: float = 0) -> None:
        """Draw a rectangle."""
        shape = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="{}" class="{}"/>')
        self.shapes.append(shape.format(_n(x), _n(y), _n(width), _n(height), _n(radius), look))

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle filled with this drawing's own hatching (see `hatching`)."""
        self.rect(x, y, width, height, "gap-ground")
        shape = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="url(#{}-hatch)"/>')
        self.shapes.append(shape.format(_n(x), _n(y), _n(width), _n(height), self.ident))

    def hatching(self) -> None:
        """Define the hatching that stands for a gap."""
        shape = Markup(
            '<pattern id="{}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="2" height="5" class="hatch"/></pattern>'
        )
        self.shapes.append(shape.format(self.ident))

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """Draw a straight line."""
        shape = Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>')
        self.shapes.append(shape.format(_n(x1), _n(y1), _n(x2), _n(y2), look))

    def circle(self, x: float, y: float, radius: float, look: str) -> None:
        """Draw a circle."""
        shape = Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>')
        self.shapes.append(shape.format(_n(x), _n(y), _n(radius), look))

    def text(self, x: float, y: float, text: str, look: str, anchor: str = "start") -> None:
        """Write a text whose baseline begins, centres or ends at a point."""
        shape = Markup('<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>')
        self.shapes.append(shape.format(_n(x), _n(y), anchor, look, visible(text)))

    def markup(self, look: str = "", *, stretch: bool = False) -> Markup:
        """Return the drawing; with `stretch` it fills its box without keeping its proportions."""
        return Markup(
            '<svg class="chart {look}" viewBox="0 0 {width} {height}" preserveAspectRatio="{ratio}" '
            'role="img" aria-labelledby="{ident}-t {ident}-d"><title id="{ident}-t">{title}</title>'
            '<desc id="{ident}-d">{desc}</desc>{shapes}</svg>'
        ).format(
            look=look,
            width=_n(self.width),
            height=_n(self.height),
            ratio="none" if stretch else "xMidYMid",
            ident=self.ident,
            title=visible(self.title),
            desc=visible(self.desc),
            shapes=Markup("").join(self.shapes),
        )


def _n(value: float) -> str:
    """Write a coordinate with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
