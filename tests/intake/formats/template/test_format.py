"""Templates are told apart by dialect, and wrong ones are refused with their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siaga.foundation.errors import FormatError
from siaga.intake.formats.template.format import from_text

Describe = Callable[..., list[Any]]
NGINX = (
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
    '"$http_referer" "$http_user_agent"'
)
LINE = r'192.0.2.1 - - [06/Feb/2009:12:14:14 +0000] "GET /a\"b HTTP/1.1" 200 5 "-" "curl/8"'


@pytest.mark.parametrize(
    "template",
    [
        "combined",
        '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
        r'LogFormat "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"" combined',
        NGINX,
        f"log_format main '{NGINX[:40]}'\n '{NGINX[40:]}';",
    ],
)
def test_the_same_format_in_every_dialect(template: str, describe: Describe) -> None:
    form = from_text(template)
    assert form.score([LINE.encode()]) == 1.0
    assert describe(form, LINE) == [
        {
            "time": "2009-02-06T12:14:14Z",
            "client": "192.0.2.1",
            "method": "GET",
            "target": '/a"b',
            "user_agent": "curl/8",
            "status": 200,
            "bytes_sent": 5,
        }
    ]


def test_a_json_template(describe: Describe) -> None:
    form = from_text('escape=json {"ip":"$remote_addr","s":$status,"ua":"$http_user_agent"}')
    assert describe(form, '{"ip":"192.0.2.1","s":200,"ua":"a\\"b"}')[0]["user_agent"] == 'a"b'


@pytest.mark.parametrize("template", ["", "hello", "%h %Z", "$remote_addr $", "%%", "$a $b", "%{Foo %h"])
def test_wrong_templates_show_their_place(template: str) -> None:
    with pytest.raises(FormatError, match=r"\(character \d+\)\n"):
        from_text(template)


def test_lines_that_do_not_match_are_unparsed(describe: Describe) -> None:
    assert describe(from_text("combined"), "hello", LINE[:55]) == ["unparsed", "unparsed"]


def test_a_local_zone(describe: Describe) -> None:
    said = describe(
        from_text("%{%Y-%m-%d %H:%M:%S}t %s", offset_us=7 * 3_600_000_000), "2009-02-06 19:14:14 200"
    )
    assert said[0]["time"] == "2009-02-06T12:14:14Z"


def test_a_given_layout_needs_no_proof(describe: Describe) -> None:
    form = from_text(NGINX + ' "$http_x_forwarded_for" "$host"')
    assert form.score([LINE.encode() + b' "-" "-"']) == 1.0
    spoilt = describe(form, LINE + ' "cut')[0]
    assert (spoilt["client"], spoilt["status"]) == ("192.0.2.1", 200)
