"""The attempts of the terminal report: one row per rule, the odd site named, never called an entry."""

from __future__ import annotations

from siaga.verdict.report.campaigns import Campaign, campaigns
from siaga.verdict.report.sections.canvas import Canvas, padded
from siaga.verdict.result import CheckResult

_MOST = 15


def draw_attempts(canvas: Canvas, result: CheckResult) -> None:
    """Draw the table, answered rules first."""
    words = canvas.words
    canvas.heading(words("title.attempts"))
    if not result.attempts:
        canvas.paragraph(words("text.no_attempts" if result.lines.total else "text.nothing_read"), "  ")
        return
    found = campaigns(result.attempts)
    heads = [canvas.clean(words(f"label.{key}")) for key in ("lines", "answered", "addresses", "sites")]
    rows = [_figures(canvas, campaign) for campaign in found[:_MOST]]
    sizes = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    name = canvas.width - 2 - sum(sizes) - 2 * len(sizes)
    numbers = "".join("  " + head.rjust(size) for head, size in zip(heads, sizes, strict=True))
    canvas.row(
        [("  ", ""), (padded(canvas.clean(words("label.rule")), name, canvas.glyphs.dots) + numbers, "dim")]
    )
    for campaign, row in zip(found[:_MOST], rows, strict=True):
        numbers = "".join("  " + cell.rjust(size) for cell, size in zip(row, sizes, strict=True))
        style = "yellow" if campaign.reached else ""
        title = padded(canvas.clean(campaign.title or campaign.rule), name, canvas.glyphs.dots)
        canvas.row([("  ", ""), (title, style), (numbers, "")])
        _draw_odd_site(canvas, campaign)
    if len(found) > _MOST:
        more = words("text.more_rules", n=canvas.notation.number(len(found) - _MOST))
        canvas.paragraph(more, "  ", "dim")
    canvas.paragraph(words("text.attempts_note"), "  ", "dim")


def _draw_odd_site(canvas: Canvas, campaign: Campaign) -> None:
    """Name the sites that answered where others, asked the same, did not."""
    answered = [attempt for attempt in campaign.attempts if attempt.reached]
    if not answered or len(answered) == len(campaign.attempts):
        return
    names = ", ".join(
        f"{attempt.site} ({canvas.notation.number(attempt.reached)})" for attempt in answered[:3]
    )
    more = len(answered) - 3
    names += f", {canvas.words('text.more_others', n=canvas.notation.number(more))}" if more > 0 else ""
    canvas.paragraph(f"{canvas.words('label.answered')}: {names}", "    ", "dim")


def _figures(canvas: Canvas, campaign: Campaign) -> list[str]:
    number = canvas.notation.number
    clients = number(campaign.clients)
    if campaign.at_least:
        clients = canvas.words("notation.at_least", value=clients)
    figures = [number(campaign.lines), number(campaign.reached), clients, number(campaign.sites)]
    return [canvas.clean(figure) for figure in figures]
