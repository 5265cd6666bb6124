"""Apache's directives are cut as mod_log_config writes them."""

from __future__ import annotations

import pytest

from siaga.foundation.errors import FormatError
from siaga.intake.formats.template.apache import NICKNAMES, tokens
from siaga.intake.formats.template.shapes import Field


def roles(template: str) -> list[str | bytes]:
    return [token.role if isinstance(token, Field) else token for token in tokens(template)]


def test_directives_and_modifiers() -> None:
    assert roles("%>s %<u %!200,304{Referer}i %{c}a %a") == [
        "status",
        b" ",
        "user",
        b" ",
        "referrer",
        b" ",
        "",
        b" ",
        "client",
    ]
    assert roles("%U%q %{us}T %D %T %{ms}T") == [
        "path",
        "question_query",
        b" ",
        "duration_us",
        b" ",
        "duration_us",
        b" ",
        "duration_s",
        b" ",
        "duration_ms",
    ]
    assert roles(r"\"%r\" %t 100%%") == [b'"', "request", b'" ', b"[", "clf", b"]", b" 100%"]


def test_headers_cookies_notes_and_environment() -> None:
    assert roles("%{X-Forwarded-For}i|%{Foo}i|%{a}C|%{b}n|%{c}e|%{d}o|%{Foo}^ti") == [
        "forwarded",
        b"|",
        "",
        b"|",
        "",
        b"|",
        "",
        b"|",
        "",
        b"|",
        "",
        b"|",
        "",
    ]


@pytest.mark.parametrize(
    ("template", "character"),
    [("%h %Z", 4), ("%{Foo %h", 1), ("%h %", 4), ("%{x}Q", 1), ("%{weeks}T", 1), ("%{%Q}t", 1)],
)
def test_errors_show_their_place(template: str, character: int) -> None:
    with pytest.raises(FormatError, match=rf"\(character {character}\)"):
        tokens(template)


@pytest.mark.parametrize("template", NICKNAMES.values(), ids=NICKNAMES)
def test_nicknames_hold_together(template: str) -> None:
    assert {"client", "clf", "request", "status"} <= set(roles(template))


def test_answer_headers_that_name_the_user() -> None:
    assert roles("%{X-AUSERNAME}o %{X-Other}o") == ["user", b" ", ""]
