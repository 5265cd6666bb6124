"""LiteSpeed's quoted hosts are hosts."""

from __future__ import annotations

from siaga.intake.formats.litespeed.access import LITESPEED_LAYOUTS

TAIL = b' - - [06/Feb/2024:12:14:15 +0700] "GET / HTTP/2" 200 12'
BY_NAME = {form.name: form for form in LITESPEED_LAYOUTS}


def test_layouts_tell_each_other_apart() -> None:
    lines = {
        "litespeed-host-first": b'"a.example" 192.0.2.1' + TAIL + b' "-" "curl/8"',
        "litespeed-host-micro": b'"a.example" 192.0.2.1' + TAIL + b' "-" "curl/8" 455',
        "litespeed-common-host-first": b'"a.example" 192.0.2.1' + TAIL,
        "litespeed-quoted-address": b'"a.example" "192.0.2.1"' + TAIL + b' "-" "curl/8"',
    }
    for name, line in lines.items():
        scores = [form.score([line]) for form in LITESPEED_LAYOUTS]
        assert LITESPEED_LAYOUTS[scores.index(max(scores))].name == name


def test_a_quoted_word_that_is_no_host_is_not_enough() -> None:
    assert (
        BY_NAME["litespeed-host-first"].score([b'"hello there" 192.0.2.1' + TAIL + b' "-" "curl/8"']) == 0.0
    )
