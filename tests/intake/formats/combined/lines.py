"""Access log lines for the tests of the NCSA family: parts that real and hostile logs hold, put together."""

from __future__ import annotations

from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.combined.format import CombinedReader
from siaga.intake.rows import Reading

FRONTS = (
    b"192.0.2.7 - -",
    b"192.0.2.8 - budi",
    b"192.0.2.9 - budi santoso utomo",
    b"192.0.2.9 - ",
    b"2001:db8::7 - -",
    b"pc7.dinas.example - siti",
    b"www.kota.example 192.0.2.7 - -",
    b"www.kota.example:443 2001:db8::9 - admin kota",
    b"- - -",
    b'192.0.2.7 - "budi"',
    b" 192.0.2.7 - -",
    b"192.0.2.7 -",
    b"192.0.2.7",
    b"\xff\xfe - -",
    b"",
)
STAMPS = (
    b"[02/Mar/2026:08:15:30 +0700]",
    b"[02/mar/2026:08:15:30 -0330]",
    b"[29/Feb/2024:23:59:60 +0000]",
    b"[01/Jan/1970:00:00:00 +0000]",
    b"[31/Dec/9999:23:59:59 -0800]",
    b"[29/Feb/2023:10:00:00 +0000]",
    b"[31/Apr/2023:10:00:00 +0000]",
    b"[02/*an/2026:08:15:30 +0700]",
    b"[02/Mai/2026:08:15:30 +0700]",
    b"[02/Mar/1969:08:15:30 +0700]",
    b"[02/Mar/2026:24:15:30 +0700]",
    b"[02/Mar/2026:08:15:30]",
    b"[]",
)
REQUESTS = (
    b"GET / HTTP/1.1",
    b"POST /cari?q=[a]&b=\\x22x\\x22 HTTP/2.0",
    b'GET /"satu"dua HTTP/1.1',
    b'GET /\\"satu\\" HTTP/1.1',
    b'GET /" 200 17 "x',
    b"GET /a b c HTTP/1.0",
    b"GET /a\\\\ HTTP/1.1",
    b"GET /berkas\\",
    b"GET",
    b"-",
    b"",
    b"\\x16\\x03\\x01\\x02\\x00\\x01",
    b"\x16\x03\x01\x00\xff\xc3(",
    b"GET http://www.kota.example/a HTTP/1.1",
    b"OPTIONS * HTTP/1.1",
    b"[02/Mar/2026:08:15:30 +0700] ",
)
ANSWERS = (
    b"200 5120",
    b"304 -",
    b"200 123456789012345",
    b"200 1234567890123456",
    b"- -",
    b"20 5",
    b"200 5x",
    b"200  5",
    b"499 0",
)
TAILS = (
    b"",
    b' "-" "-"',
    b' "" ""',
    b' "https://www.kota.example/?q=\\"x\\"" "Mozilla/5.0 (X11; \\"Linux\\")"',
    b' "-" "a "b" c"',
    b' "-" "curl/8.5.0" 0.123',
    b' "-" "curl/8.5.0" "198.51.100.4" 0.123',
    b' "-" "curl/8.5.0" rt=1.500 uct="0.001"',
    b' "-" "curl/8.5.0" "2.250"',
    b" 0.456",
    b' "http://x/\\\\" "agen \xe2\x80\x93 \xff"',
    b' "a"  "b"',
    b'"a" "b"',
    b' "-" "half',
    b' "-',
    b' "-" "b" ',
)


def _joined(front: bytes, gap: bytes, stamp: bytes, request: bytes, answer: bytes, tail: bytes) -> bytes:
    return front + gap + stamp + b' "' + request + b'" ' + answer + tail


PLAIN = _joined(FRONTS[0], b" ", STAMPS[0], REQUESTS[0], ANSWERS[0], b' "-" "Mozilla/5.0"')
WHOLE = st.builds(
    _joined,
    *(
        st.sampled_from(parts)
        for parts in (FRONTS, (b" ", b" ", b"  ", b""), STAMPS, REQUESTS, ANSWERS, TAILS)
    ),
)
USUAL = st.builds(
    _joined,
    *(
        st.sampled_from(parts)
        for parts in (FRONTS[:8], (b" ",), STAMPS[:5], REQUESTS[:10], ANSWERS[:3], TAILS[:10])
    ),
)


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    line = draw(USUAL)
    at = draw(st.integers(0, len(line)))
    to = draw(st.integers(at, min(len(line), at + 12)))
    put = draw(
        st.sampled_from([b"", b'"', b"\\", b"\x00", b"\xff", b" ", b"]", b"[", b"-", b"\r", b"9", b"\t"])
    )
    return line[:at] + put + line[to:]


LINES = st.one_of(USUAL, WHOLE, _mutated(), st.binary(max_size=40).map(lambda raw: raw.replace(b"\n", b"")))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Draw a block somewhere in a file, of either kind of line end, perhaps with its last line unfinished."""
    lines = draw(st.lists(LINES, max_size=12))
    end = draw(st.sampled_from([b"\n", b"\r\n"]))
    data = end.join(lines) + (end if draw(st.booleans()) and lines else b"")
    return Block(LogFile("a.log.1", "a.log"), data, draw(st.sampled_from([0, 5_000_000_000])), 41, last=True)


def read(*lines: bytes) -> Reading:
    """Read whole lines as one block at the start of a file."""
    data = b"".join(line + b"\n" for line in lines)
    return CombinedReader().read(Block(LogFile("a.log", "a.log"), data, 0, 1, last=True))
