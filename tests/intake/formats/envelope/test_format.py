"""Wrapped lines are read by the format inside, and cited where the wrapped line stands."""

from __future__ import annotations

import json

from siaga.intake.block import Block, LogFile
from siaga.intake.formats import ALL_FORMATS

FORMATS = {form.name: form for form in ALL_FORMATS}
ACCESS = '192.0.2.1 - - [06/Feb/2024:12:14:14 +0700] "GET /{} HTTP/1.1" 200 5 "-" "curl/8"'
ERROR = (
    '2024/02/06 05:14:15 [error] 7#7: *1 open() "/x" failed (2: No such file), '
    'client: 192.0.2.1, server: _, request: "GET /x HTTP/1.1"'
)


def docker(line: str) -> bytes:
    return json.dumps({"log": line + "\n", "stream": "stdout", "time": "2024-02-06T05:14:14Z"}).encode()


def test_offsets_and_lengths_are_those_of_the_wrapped_lines() -> None:
    lines = [b"junk", docker(ACCESS.format(1)), docker(ERROR), b"", docker(ACCESS.format(2))]
    block = Block(LogFile("a", "a"), b"\n".join(lines), 500, 11)
    reading = FORMATS["docker-access"].reader().read(block)
    assert reading.access is not None
    assert reading.access.block is block
    assert reading.access.lines.number.tolist() == [12, 15]
    assert reading.access.lines.offset.tolist()[0] == 505
    assert reading.access.lines.length.tolist() == [len(lines[1]), len(lines[4])]
    assert [(event.line_no, event.application, event.length) for event in reading.events] == [
        (13, "nginx", len(lines[2]))
    ]
    assert reading.unparsed.number.tolist() == [11]
    assert reading.blank == 1


def test_the_kind_is_that_of_most_lines() -> None:
    sample = [docker(ERROR)] * 3 + [docker(ACCESS.format(1))]
    best = max(ALL_FORMATS, key=lambda form: form.score(sample))
    assert (best.name, best.kind) == ("docker-error", "error")


def test_inner_formats_may_be_json_themselves() -> None:
    line = docker('{"remote_addr":"192.0.2.1","request":"GET /a HTTP/1.1","status":200}')
    reading = FORMATS["docker-access"].reader().read(Block(LogFile("a", "a"), line, 0, 1))
    assert reading.access is not None
    assert reading.access.target[0] == b"/a"


def test_wrapped_nonsense_is_unparsed_not_lost() -> None:
    reading = FORMATS["docker-access"].reader().read(Block(LogFile("a", "a"), docker("hello"), 0, 1))
    assert len(reading.unparsed) == 1
