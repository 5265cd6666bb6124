"""One file's blocks: the format chosen, changed on the way, primed for a part; and lines nobody can read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.selection import Selector, View
from siaga.intake.block import Block, LogFile
from siaga.intake.formats.json_lines.format import with_mapping
from siaga.intake.reading.plan import plan
from siaga.verdict.check.carried import Carried
from siaga.verdict.check.parsed import Parsed
from siaga.verdict.check.parsing import FileParser

from .logs import START, line, scan, ssh, text, visitors

FILE = LogFile("access.log", "access.log")
IIS = (
    b"#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip sc-status sc-bytes\n"
    + b"2026-06-15 10:00:00 GET /berita - 192.0.2.7 200 5120\n" * 20
)


class Everything(Selector):
    """Picks every row."""

    def pick(self, view: View) -> Mask:
        return np.ones(len(view.status), np.bool_)


def _block(data: bytes, first_line: int = 1, offset: int = 0) -> Block:
    return Block(FILE, data, offset, first_line)


@pytest.fixture
def parser(own_rule_set: RuleSet) -> Callable[..., FileParser]:
    """Return a function that makes the parser of one file."""

    def made(*, light: bool = False) -> FileParser:
        carried = Carried(light=light)
        carried.selector = Everything()
        return FileParser(Engine(own_rule_set), (), None, carried=carried)

    return made


def _one(parser: FileParser, block: Block) -> Parsed:
    (parsed,) = parser.parse(block)
    return parsed


def _numbers(parsed: Parsed) -> list[int]:
    return [] if parsed.digest is None else parsed.digest.rows.lines.number.tolist()


def test_the_format_is_chosen_by_content(parser: Callable[..., FileParser]) -> None:
    parsed = _one(parser(), _block(text(visitors())))
    assert (parsed.format, parsed.kind) == ("combined", "access")
    assert _numbers(parsed) == list(range(1, len(visitors()) + 1))


def test_hits_are_sorted_by_row(parser: Callable[..., FileParser]) -> None:
    parsed = _one(parser(), _block(text(visitors(), scan())))
    assert parsed.digest is not None
    assert len(parsed.digest.hit_row) == len(parsed.digest.hit_rule) > 0
    assert np.all(np.diff(parsed.digest.hit_row) >= 0)


def test_events_come_with_their_raw_lines(parser: Callable[..., FileParser]) -> None:
    lines = ssh([(START, f"Failed password for root from 203.0.113.9 port {n} ssh2") for n in range(30)])
    parsed = _one(parser(), _block(lines))
    assert parsed.kind == "auth"
    assert parsed.event_raw == lines.splitlines()


def test_a_format_that_changes_from_block_to_block(parser: Callable[..., FileParser]) -> None:
    first, second = (
        text(visitors()),
        ssh([(START, f"Failed password for root from 203.0.113.9 port {n} ssh2") for n in range(30)]),
    )
    own = parser()
    before = _one(own, _block(first))
    after = _one(own, _block(second, len(visitors()) + 1, len(first)))
    assert (before.kind, after.kind) == ("access", "auth")
    assert after.unparsed == 0
    assert after.events[0].line_no == len(visitors()) + 1


def test_a_format_that_changes_inside_a_block(parser: Callable[..., FileParser]) -> None:
    first = text(visitors(2, 200))
    second = ssh([(START, f"Failed password for root from 203.0.113.9 port {n} ssh2") for n in range(250)])
    third = (
        b'{"time":"2026-06-15T10:00:00Z","remote_addr":"192.0.2.7","request":"GET / HTTP/1.1","status":200}\n'
        * 40
    )
    own = parser()
    parts = list(own.parse(_block(first + second + third, 5, 1_000)))
    assert [part.kind for part in parts] == ["access", "auth", "access"]
    assert [part.unparsed for part in parts] == [0, 0, 0]
    assert _numbers(parts[0]) == list(range(5, 5 + 400))
    assert parts[1].events[0].line_no == 5 + 400
    assert parts[1].events[0].offset == 1_000 + len(first)
    assert parts[1].event_raw == second.splitlines()
    assert _numbers(parts[2])[0] == 5 + 400 + 250
    assert _one(own, _block(third)).unparsed == 0


def test_a_header_is_not_given_up_for_stray_lines(parser: Callable[..., FileParser]) -> None:
    own = parser()
    stray = text(visitors())
    assert [part.format for part in own.parse(_block(IIS * 20 + stray))] == ["iis"]
    body = IIS.split(b"\n", 1)[1]
    assert _one(own, _block(body)).unparsed == 0


def test_a_few_odd_lines_do_not_change_the_format(parser: Callable[..., FileParser]) -> None:
    odd = [b"sshd[9]: who knows", b"{}", b"\x00\x01"]
    parsed = _one(parser(), _block(text(visitors()) + b"\n".join(odd) + b"\n"))
    assert (parsed.format, parsed.unparsed) == ("combined", 3)


def test_a_part_further_on_goes_by_the_head_s_format(own_rule_set: RuleSet, tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(text(visitors(2, 200)))
    (whole,) = plan([str(path)]).items
    carried = Carried()
    odd = _block(b"lorem\n" * 5 + line(START).encode() + b"\n", 900, 50_000)
    carried.turn_to(str(path), whole.base)
    for _ in range(2):
        own = FileParser(Engine(own_rule_set), (), None, carried=carried)
        own.prime(whole)
        parsed = _one(own, odd)
        assert (parsed.format, parsed.unparsed) == ("combined", 5)
        # However many parts a file has, its beginning is looked at once.
        path.unlink(missing_ok=True)
    carried.turn_to("another.log", 0)
    assert not carried.head_known
    assert _one(FileParser(Engine(own_rule_set), (), None), odd).format == "unknown"


def test_unknown_content_is_counted_line_by_line(parser: Callable[..., FileParser]) -> None:
    parsed = _one(parser(), _block(b"lorem\n\nipsum\n\n\ndolor"))
    assert (parsed.format, parsed.unparsed, parsed.blank) == ("unknown", 3, 3)


@pytest.mark.parametrize("data", [b"", b"\n", b"\n\n\n"])
def test_next_to_nothing_is_read_as_nothing(parser: Callable[..., FileParser], data: bytes) -> None:
    parsed = _one(parser(), _block(data))
    assert parsed.unparsed == 0
    assert parsed.blank == len(data)


def test_unread_lines_with_a_signature_are_kept_with_their_place(parser: Callable[..., FileParser]) -> None:
    data = b"lorem\n\n?? GET /?id=1%27%20UNION%20SELECT%20password%20FROM%20users-- ??\n"
    parsed = _one(parser(), _block(data, 11, 1_000))
    assert parsed.unread is not None
    assert parsed.unread_hits is not None
    row = int(parsed.unread_hits.row[0])
    assert parsed.unread.lines.number[row] == 13
    assert parsed.unread.lines.offset[row] == 1_007
    assert parsed.unread_raw[row] == data.splitlines()[2]


def test_a_person_s_own_format_is_tried_first(own_rule_set: RuleSet) -> None:
    mapping = with_mapping(["client_ip=dari", "target=apa", "time=kapan", "status=hasil"])
    own = FileParser(Engine(own_rule_set), (mapping,), None)
    row = b'{"dari":"192.0.2.7","apa":"/berita","kapan":"2026-06-15T10:00:00Z","hasil":200}\n'
    parsed = _one(own, _block(row * 10))
    assert parsed.digest is not None
    assert parsed.digest.paths.pairs.names == [b"/berita"]
    assert parsed.rows == 10
    assert parsed.unparsed == 0


def test_a_light_digest_keeps_raw_lines_so_that_the_block_can_go(parser: Callable[..., FileParser]) -> None:
    told = [line(START, "203.0.113.9", "POST /wp-login.php", 302, 20), *visitors()]
    data = "".join(one + "\n" for one in told).encode()
    digest = _one(parser(light=True), _block(data)).digest
    assert digest is not None
    assert digest.raw is not None
    assert digest.raw[0] == told[0].encode()
    assert digest.rows.block.data == b""
    assert len(digest.rows) == len(told)
