"""JSON lines become rows, by usual names or by a person's mapping."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siaga.foundation.errors import FormatError
from siaga.intake.formats.json_lines import JSON_LINES, with_mapping

Describe = Callable[..., list[Any]]


def test_a_given_mapping_goes_before_usual_names(describe: Describe) -> None:
    form = with_mapping(["client_ip=cf.ip", "target = where", "duration-ms=took"])
    said = describe(
        form, '{"remote_addr":"192.0.2.9","cf":{"ip":"198.51.100.3"},"where":"/a","status":200,"took":2.5}'
    )
    assert said == [
        {"time": None, "client": "198.51.100.3", "target": "/a", "status": 200, "duration_us": 2500}
    ]


@pytest.mark.parametrize("text", ["client_ip", "nothing=x", "client_ip=", "=x"])
def test_a_wrong_mapping_is_told(text: str) -> None:
    with pytest.raises(FormatError, match="column=field"):
        with_mapping([text])


def test_arrays_with_one_object_per_line(describe: Describe) -> None:
    said = describe(JSON_LINES, "[", '{"ip":"192.0.2.1","method":"GET","path":"/","status":200},', "]")
    assert [one if isinstance(one, str) else one["target"] for one in said] == ["header", "/", "header"]


def test_other_json_is_no_access_log() -> None:
    assert JSON_LINES.score([b'{"level":"info","msg":"request done"}', b'{"user":"a","action":"b"}']) == 0.0
