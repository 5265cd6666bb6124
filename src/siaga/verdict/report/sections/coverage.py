"""Coverage in the terminal report: one strip per site, its gaps with their causes, clock offsets."""

from __future__ import annotations

from rich.cells import cell_len

from siaga.verdict.report.buckets import Series, series, source_series
from siaga.verdict.report.overview import concerned, skewed
from siaga.verdict.report.sections.canvas import Canvas, padded
from siaga.verdict.report.sections.headline import STYLES
from siaga.verdict.result import CheckResult, SiteSummary, SourceSummary

_SITES = 12
_GAPS = 4


def draw_coverage(canvas: Canvas, result: CheckResult) -> None:
    """Draw the sites that need a look first; the well-covered rest is counted."""
    if not result.sites:
        return
    words, notation = canvas.words, canvas.notation
    canvas.heading(words("title.sites"))
    ordered = concerned(result.sites)
    span = series(result, notation.zone, min(64, canvas.width - 34))
    kinds = max((cell_len(_kind(canvas, source)) for site in ordered for source in site.sources), default=0)
    for site in ordered[:_SITES]:
        _draw_site(canvas, site, span, min(18, kinds))
    left = ordered[_SITES:]
    if left:
        share = notation.percent(min(site.coverage.share for site in left))
        more = words("text.more_sites", n=notation.number(len(left)), coverage=share)
        canvas.paragraph(more, "  ", "dim")
    canvas.paragraph(words("text.coverage_note"), "  ", "dim")
    _draw_clocks(canvas, result)


def _kind(canvas: Canvas, source: SourceSummary) -> str:
    return canvas.clean(canvas.words.named("kind", source.kind))


def _draw_site(canvas: Canvas, site: SiteSummary, span: Series | None, kinds: int) -> None:
    words, notation = canvas.words, canvas.notation
    verdict = words(f"verdict_short.{site.verdict}")
    coverage = notation.percent(site.coverage.share)
    canvas.spans(
        [(site.site, "bold"), (coverage, "bold"), ("·", "dim"), (verdict, STYLES[site.verdict])], "  "
    )
    for source in site.sources:
        if span is not None:
            strip = "".join(
                canvas.glyphs.gap if bucket.gap else (canvas.glyphs.bars[-1] if bucket.lines else " ")
                for bucket in source_series(source, site.gaps, span).buckets
            )
            kind = padded(_kind(canvas, source), kinds, canvas.glyphs.dots)
            share = canvas.clean(notation.percent(source.coverage)).rjust(7)
            canvas.row([("    ", ""), (kind + " ", "dim"), (strip, "dim"), (" " + share, "")])
    for gap in site.gaps[:_GAPS]:
        length = notation.duration(gap.to_us - gap.from_us)
        where = f" · {gap.source}" if len(site.sources) > 1 else ""
        text = f"{notation.period(gap.from_us, gap.to_us)} ({length}) · {words(f'cause.{gap.cause}')}{where}"
        canvas.paragraph(text, "    ", first=[(canvas.glyphs.gap + " ", "bright_magenta")])
    if len(site.gaps) > _GAPS:
        more = words("text.more_gaps", n=notation.number(len(site.gaps) - _GAPS))
        canvas.paragraph(more, "      ", "dim")


def _draw_clocks(canvas: Canvas, result: CheckResult) -> None:
    """Name the sources whose clock is off by a second or more."""
    off = skewed(result.sites)
    if not off:
        return
    canvas.heading(canvas.words("title.clocks"))
    for source in off[:_SITES]:
        amount = canvas.clean(canvas.notation.skew(source.clock_skew_seconds))
        canvas.paragraph(source.name, "  ", first=[(amount + " " * max(1, 20 - cell_len(amount)), "bold")])
    canvas.paragraph(canvas.words("text.clock_note"), "  ", "dim")
