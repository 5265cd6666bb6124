"""The page is whole in itself, has no scripts, escapes everything, and leads from numbers to lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from siaga.verdict.report.html import CONTENT_SECURITY_POLICY, to_html
from siaga.verdict.report.language import LANGUAGES, Language
from siaga.verdict.report.moments import UTC_ZONE
from siaga.verdict.result import CheckResult

from .conftest import Sample
from .samples import HOSTILE

VOID = {"meta", "link", "img", "br", "hr", "input"}
ALLOWED_ATTRIBUTES = re.compile(r"^(?!on)(?!src$|srcset$|style$|action$|formaction$)")


class Page(HTMLParser):
    """Reads a page the way a browser would see its tags, and keeps what a test asks about."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


Read = Callable[..., tuple[str, Page]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Write and read a page once, however many tests look at it; samples live as long as the run."""
    known: dict[tuple[int, Language], tuple[str, Page]] = {}

    def written(result: CheckResult, language: Language = "id") -> tuple[str, Page]:
        key = (id(result), language)
        if key not in known:
            text = to_html(result, language=language)
            known[key] = (text, Page(text))
        return known[key]

    return written


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_are_closed_and_ids_are_unique(
    every_sample: CheckResult, language: Language, read: Read
) -> None:
    _, page = read(every_sample, language)
    ids = page.values("id")
    assert page.crossed == []
    assert page.open == []
    assert len(ids) == len(set(ids))


def test_every_link_and_label_leads_to_something_on_the_page(every_sample: CheckResult, read: Read) -> None:
    _, page = read(every_sample)
    ids = set(page.values("id"))
    assert {link for link in page.values("href") if link[:1] != "#" or link[1:] not in ids} == set()
    labels = {name for value in page.values("aria-labelledby") for name in value.split()}
    assert labels <= ids


def test_nothing_comes_from_outside_and_nothing_runs(every_sample: CheckResult, read: Read) -> None:
    text, page = read(every_sample)
    names = {tag for tag, _ in page.tags}
    assert not names & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "video",
        "audio",
    }
    bad = {name for _, attrs in page.tags for name in attrs if not ALLOWED_ATTRIBUTES.match(name)}
    assert bad == set()
    assert re.findall(r"url\((?!#)|@import|https?://", text) == []


def test_the_policy_allows_nothing_but_our_own_style(sample: Sample) -> None:
    page = Page(to_html(sample("clean")))
    policies = [a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [CONTENT_SECURITY_POLICY]
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_hostile_lines_are_text_and_nothing_else(sample: Sample) -> None:
    text = to_html(sample("hostile"))
    page = Page(text)
    assert not any(bad in text for bad in "\x1b\x9b\x00\x07\u202e\u200b")
    assert "onerror" not in {name for _, attrs in page.tags for name in attrs}
    shown = "".join(page.text)
    assert "</script><img src=x onerror=alert(1)>" in shown
    assert "\\u202egnp.exe\\x00\\x9b31m\\u200b&quot;{{7*7}}[bold]</style>" in shown
    assert HOSTILE not in shown


def test_what_matched_is_marked(sample: Sample) -> None:
    text = to_html(sample("break_in"))
    assert "<mark>/unggahan/foto/kegiatan.php?cari=id</mark>" in text
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</mark>" in to_html(sample("hostile"))


@pytest.mark.parametrize(
    ("language", "title", "number", "time"),
    [
        ("id", "Terbukti ada yang masuk \u2013 Siaga", "86.933", "21 Nov 2026 02.12.44 WIB"),
        ("en", "Confirmed: someone got in \u2013 Siaga", "86,933", "21 Nov 2026 02:12:44 WIB"),
    ],
)
def test_each_language_has_its_own_forms(
    sample: Sample, language: Language, title: str, number: str, time: str
) -> None:
    text = to_html(sample("break_in"), language=language)
    assert f'<html lang="{language}">' in text
    assert f"<title>{title}</title>" in text
    assert f">{number}<" in text
    assert f'<time datetime="2026-11-20T19:12:44Z" title="2026-11-20T19:12:44Z">{time}</time>' in text


def test_the_zone_is_the_readers(sample: Sample) -> None:
    assert "20 Nov 2026 19.12.44 UTC</time>" in to_html(sample("break_in"), zone=UTC_ZONE)


def test_every_chart_has_a_title_a_description_and_a_table(sample: Sample) -> None:
    text = to_html(sample("break_in"))
    page = Page(text)
    charts = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert len(charts) == 2 + 2 + 5 + 2
    assert all(attrs["role"] == "img" and attrs["aria-labelledby"] for attrs in charts)
    assert text.count("<title id=") == text.count("<desc id=") == len(charts)
    for section in ("timeline", "sites", "entries"):
        body = text.split(f'<section id="{section}"')[1].split("</section>")[0]
        assert "<svg" in body
        assert '<details class="table">' in body


def test_headings_go_down_one_level_at_a_time(every_sample: CheckResult, read: Read) -> None:
    levels = [int(tag[1]) for tag, _ in read(every_sample)[1].tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_page_never_changes(every_sample: CheckResult, read: Read) -> None:
    assert to_html(every_sample) == read(every_sample)[0]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *[(ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "card", "faint")],
        *[(tone, f"{tone}-tint") for tone in ("confirmed", "likely", "none", "unknown")],
        ("mark-ink", "mark"),
        ("card", "confirmed"),
        ("card", "likely"),
    ],
)
def test_text_has_the_contrast_that_wcag_asks_for(sample: Sample, theme: int, ink: str, ground: str) -> None:
    """WCAG 2.2, success criterion 1.4.3 (AA): at least 4.5 to 1."""
    tokens = re.findall(r":root \{(.*?)\}", to_html(sample("empty")), re.DOTALL)[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", tokens))
    high, low = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
