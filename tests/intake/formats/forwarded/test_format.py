"""The visitor's address takes the place of his proxy's, and of nobody else's."""

from __future__ import annotations

import pickle

from siaga.intake.block import Block, LogFile
from siaga.intake.formats import ALL_FORMATS
from siaga.intake.formats.combined import COMBINED
from siaga.intake.formats.forwarded import FORWARDED
from siaga.intake.recognition import Recogniser

EDGE, PLAIN = "172.68.24.67", "198.51.100.30"


def line(peer: str, told: str, agent: int = 0) -> bytes:
    text = f'k.example {peer} - - [11/May/2025:11:36:52 +0700] "GET / HTTP/1.1" 200 31 "-"'
    return f'{text} "browser {agent}" 0.069 "{told}"'.encode()


def clients(lines: list[bytes], *, fit: bool = True) -> list[str]:
    form = FORWARDED.fitted(lines) if fit else FORWARDED
    access = form.reader().read(Block(LogFile("a", "a"), b"\n".join(lines), 0, 1)).access
    assert access is not None
    return [(access.client[row] or b"-").decode() for row in range(len(access))]


def test_the_visitor_behind_a_known_network_s_edge() -> None:
    lines = [line(EDGE, "203.0.113.9"), line(EDGE, "6.6.6.6, 203.0.113.10"), line(EDGE, "-")]
    assert clients(lines) == clients(lines, fit=False) == ["203.0.113.9", "203.0.113.10", EDGE]


def test_many_ordinary_peers_may_claim_anything() -> None:
    lines = [line(f"198.51.{n}.7", f"203.0.113.{n}", n) for n in range(60)]
    assert clients(lines) == [f"198.51.{n}.7" for n in range(60)]


def test_a_lone_peer_that_speaks_for_everybody_is_the_proxy() -> None:
    lines = [line(PLAIN, f"203.0.113.{n}", n) for n in range(60)]
    assert clients(lines) == [f"203.0.113.{n}" for n in range(60)]


def test_hostile_headers_and_cut_lines_name_nobody() -> None:
    good = line(EDGE, "203.0.113.9")
    lines = [good, line(EDGE, "' or 1=1"), line(EDGE, r"\" \"9.9.9.9"), good[:-20], good]
    assert clients(lines) == ["203.0.113.9", EDGE, EDGE, EDGE, "203.0.113.9"]


def test_all_else_reads_as_combined_reads_it() -> None:
    block = Block(LogFile("a", "a"), b"\n".join([line(EDGE, "203.0.113.9"), b"", b"x"]), 500, 7)
    one, two = FORWARDED.reader().read(block), COMBINED.reader().read(block)
    assert one.access is not None
    assert two.access is not None
    assert one.access.target.values == two.access.target.values
    assert one.access.lines.offset.tolist() == two.access.lines.offset.tolist()
    assert one.unparsed.number.tolist() == two.unparsed.number.tolist()
    assert one.blank == two.blank == 1


def test_it_is_chosen_and_keeps_what_the_beginning_showed() -> None:
    head = b"\n".join(line(PLAIN, f"203.0.113.{n}", n) for n in range(60)) + b"\n"
    found = Recogniser(ALL_FORMATS).of(head)
    assert found is not None
    assert found.name == FORWARDED.name
    assert found == FORWARDED.fitted(head.splitlines()) == pickle.loads(pickle.dumps(found))
    assert found != FORWARDED
