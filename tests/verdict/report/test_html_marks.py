"""Values become markup only where we wrote the markup."""

from __future__ import annotations

from markupsafe import Markup

from siaga.verdict.report.html_marks import LINE_LIMIT, finalize, line_markup, time_markup
from siaga.verdict.report.notation import Notation

from .sample_parts import at, line


def test_text_is_made_visible_and_markup_is_left() -> None:
    assert finalize("a\x1b") == "a\\x1b"
    assert finalize(3) == "3"
    assert finalize(Markup("<b>")) == "<b>"


def test_times_carry_utc(indonesian: Notation) -> None:
    assert time_markup(at(23, 7, 5), indonesian) == (
        '<time datetime="2026-11-23T07:05:00Z" title="2026-11-23T07:05:00Z">23 Nov 2026 14.05 WIB</time>'
    )
    assert time_markup(None, indonesian) == "<span>tanpa waktu</span>"


def test_lines_are_escaped_and_marked(indonesian: Notation) -> None:
    one = line("f", 1, "a <b> & \x00", "use", 0, "<b>")
    assert line_markup(one, indonesian) == "a <mark>&lt;b&gt;</mark> &amp; \\x00"


def test_long_lines_say_what_is_left_out(indonesian: Notation) -> None:
    one = line("f", 1, "x" * 3_000, "use", 0)
    text = str(line_markup(one, indonesian))
    assert text.startswith("x" * LINE_LIMIT)
    assert '<span class="left-out">… 1.800 karakter tidak ditampilkan …</span>' in text
