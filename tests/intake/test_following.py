"""A log is read with the format that it has, also when it changes that in its middle."""

from __future__ import annotations

from siaga.intake.block import Block, LogFile
from siaga.intake.following import HEADED, Follower, built_in
from siaga.intake.recognition import Recogniser
from siaga.intake.rows import Reading

FILE = LogFile("access.log", "access.log")
WEB = b'192.0.2.7 - - [15/Jun/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 9400 "-" "Mozilla/5.0 (X11)"\n'
SSH = b"2026-06-15T00:00:00+00:00 web sshd[7]: Failed password for root from 192.0.2.9 port 4711 ssh2\n"
IIS = (
    b"#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
    b"2026-06-15 00:00:00 192.0.2.7 GET /index.aspx 200\n"
)


def _follower() -> Follower:
    return Follower(Recogniser(built_in(0)), None)


def _block(data: bytes, first_line: int = 1, offset: int = 0) -> Block:
    return Block(FILE, data, offset, first_line)


def _read(follower: Follower, block: Block) -> list[tuple[str, Reading]]:
    return [("" if chosen is None else chosen.name, reading) for chosen, reading in follower.read(block)]


def _rows(reading: Reading) -> int:
    return 0 if reading.access is None else len(reading.access)


def test_formats_are_made_once_for_each_zone() -> None:
    assert built_in(0) is built_in(0)
    assert built_in(0) is not built_in(7 * 3_600_000_000)


def test_headed_formats_are_among_the_built_in_ones() -> None:
    assert {form.name for form in built_in(0)} >= HEADED


def test_the_format_is_chosen_by_content_and_kept() -> None:
    follower = _follower()
    ((name, first),) = _read(follower, _block(WEB * 3))
    ((again, second),) = _read(follower, _block(WEB, 4, 3 * len(WEB)))
    assert (name, again) == ("combined", "combined")
    assert (_rows(first), _rows(second)) == (3, 1)


def test_a_change_inside_a_block_yields_both_parts() -> None:
    data = WEB * 60 + SSH * 40
    (web, head), (ssh, end) = _read(_follower(), _block(data, 11, 500))
    assert web == "combined"
    assert ssh == "syslog"
    assert (_rows(head), len(head.unparsed)) == (60, 0)
    assert (len(end.events), len(end.unparsed)) == (40, 0)
    assert (end.block.first_line, end.block.offset) == (71, 500 + 60 * len(WEB))
    assert head.block.data + end.block.data == data


def test_a_change_from_block_to_block_reads_the_block_again() -> None:
    follower = _follower()
    _read(follower, _block(WEB * 30))
    ((name, reading),) = _read(follower, _block(SSH * 3, 31, 30 * len(WEB)))
    assert name == "syslog"
    assert (len(reading.events), len(reading.unparsed)) == (3, 0)


def test_a_header_is_not_given_up_for_stray_lines() -> None:
    row = IIS.split(b"\n")[1] + b"\n"
    ((name, reading),) = _read(_follower(), _block(IIS + row * 59 + SSH * 40))
    assert name == "iis"
    assert (_rows(reading), reading.headers, len(reading.unparsed)) == (60, 1, 40)


def test_a_chosen_format_is_not_asked_for_again() -> None:
    follower = _follower()
    follower.choose(next(form for form in built_in(0) if form.name == "iis"))
    ((name, reading),) = _read(follower, _block(b"lorem ipsum\n" * 3))
    assert (name, len(reading.unparsed)) == ("iis", 3)


def test_what_no_format_knows_is_counted_line_by_line() -> None:
    ((name, reading),) = _read(_follower(), _block(b"lorem\n\nipsum", 5, 100))
    assert name == ""
    assert reading.unparsed.number.tolist() == [5, 7]
    assert reading.unparsed.offset.tolist() == [100, 107]
    assert reading.unparsed.length.tolist() == [5, 5]
    assert reading.blank == 1
    ((_, nothing),) = _read(_follower(), _block(b""))
    assert (len(nothing.unparsed), nothing.blank) == (0, 0)
