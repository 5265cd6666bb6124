"""Layouts match strictly where they can and leniently where they must."""

from __future__ import annotations

import pickle

import pytest

from siaga.foundation.errors import FormatError
from siaga.intake.formats.template.compile import Layout, compile_layout
from siaga.intake.formats.template.nginx import tokens


def layout(template: str, *, raw_quotes: bool = False) -> Layout:
    return compile_layout(template, tokens(template), raw_quotes=raw_quotes)


def test_only_named_fields_are_groups() -> None:
    found = layout("$remote_addr $pid $status")
    assert [field.role for field in found.fields] == ["client", "status"]
    assert found.match(b"192.0.2.1 77 200") == (b"192.0.2.1", b"200")


def test_quotes_that_nobody_escaped_are_read_leniently() -> None:
    found = layout('"$request" $status')
    assert found.strict.fullmatch(b'"GET /"x" 200') is None
    assert found.match(b'"GET /"x" 200') == (b'GET /"x', b"200")


def test_text_with_blanks_and_no_quotes_is_read_leniently() -> None:
    assert layout("$http_user_agent $status").match(b"Mozilla/5.0 (X11; Linux) 200") == (
        b"Mozilla/5.0 (X11; Linux)",
        b"200",
    )


def test_text_before_a_longer_literal() -> None:
    assert layout("$http_user_agent rt=$request_time").match(b"a b rt=0.100") == (b"a b", b"0.100")


def test_upstream_lists_keep_their_blanks() -> None:
    assert layout("$upstream_addr $status").match(b"10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80 502") == (b"502",)


@pytest.mark.parametrize("template", ["$http_user_agent$status", "$request$remote_addr"])
def test_fields_that_nothing_divides_are_refused(template: str) -> None:
    with pytest.raises(FormatError, match="nothing shows where"):
        layout(template)


def test_fields_that_end_by_themselves_may_touch() -> None:
    found = layout("$scheme://$host$request_uri|$uri$is_args$args")
    assert found.match(b"https://a.example/x?y=1|/x?y=1") == (b"a.example", b"/x?y=1", b"/x", b"y=1")


def test_a_template_without_anything_useful_is_refused() -> None:
    with pytest.raises(FormatError, match="nothing that Siaga can use"):
        layout("$pid $connection")


def test_a_layout_travels_to_another_process() -> None:
    found = layout('"$request" $status')
    copy = pickle.loads(pickle.dumps(found))
    assert copy.match(b'"GET /"x" 200') == found.match(b'"GET /"x" 200')
