"""`siaga vault hunt` over sealed evidence finds the lines that ripgrep and grep find in the raw text."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from siaga.vault.segments.frame import FRAME_BYTES, LINE_FRAMES

SIAGA = str(Path(sys.executable).with_name("siaga"))
COMMANDS = {
    "rg": ["rg", "-a", "-n", "-H", "--null", "--no-config", "-E", "none", "--sort", "path"],
    "grep": ["grep", "-a", "-n", "-H", "-Z"],
}
OVER_BYTES = {"rg": "--no-unicode", "grep": "-E"}
"""Reads an expression as one over bytes, as the hunt does; grep does so by its locale."""
Found = set[tuple[str, int]]
"""Files and numbers of lines."""

_OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"


def whole4(address: str) -> str:
    """Return what to grep for to find an address as docs tell: dots around are not part of it."""
    return rf"(^|[^0-9.])\.*{address}\.*($|[^0-9.])"


def whole6(*spellings: str) -> str:
    return rf"(^|[^0-9A-Za-z:._])({'|'.join(spellings)})($|[^0-9A-Za-z:._])"


TEXTS = ["union select", "/etc/passwd", "a.b*c", "kafé", "text: tail ", "[x](y)", "\\x27", "/wp-content/up/"]
EXPRESSIONS = [
    r"GET /[0-9]+[05] ",
    r"^[0-9.]+ - - ",
    r"php$",
    r"php\?$",
    r"(select|passwd)[^a-z]",
    r"[Uu]n.on[[:space:]]+s",
    r"n\s+s",
    r"n\Ss",
    r"\bid=[0-9]{3}\b",
    r"q.\r$",
    r"~.{3,9}~",
]
ADDRESSES = {
    "203.0.113.7/32": whole4(r"203\.0\.113\.7"),
    "203.0.113.0/24": whole4(rf"203\.0\.113\.{_OCTET}"),
    "198.51.100.64/27": whole4(r"198\.51\.100\.(6[4-9]|[78][0-9]|9[0-5])"),
    "10.0.0.0/8": whole4(rf"10\.{_OCTET}\.{_OCTET}\.{_OCTET}"),
    "172.16.0.0/12": whole4(rf"172\.(1[6-9]|2[0-9]|3[01])\.{_OCTET}\.{_OCTET}"),
    "2001:db8::7/128": whole6("2001:db8::7", "2001:0DB8:0:0:0:0:0:7", "2001:DB8::0007"),
    "2001:db8:5::/48": whole6("2001:db8:5::[0-9a-f]{1,4}", "2001:db8:5:[0-9a-f:]+:1"),
}
PLANTED = [
    *(each.encode() for each in TEXTS),
    b"UNION SELECT", b"a.bc", b"kaf\xe9", b"kaf\xc3", b"passwd", b"selects", b"un\xffon  select", b"id=1234",
    b"~\xff\xfe\x80~", b"~ab\r\x00cd~", b"~\x85\x0b\x0c\x1c\x1d~", b"~a~", b"n\x0bs", b"n.s",
    b"203.0.113.7", b"203.0.113.77", b"1203.0.113.7", b"203.0.113.7.5", b"..203.0.113.7.", b"203.0.113.7:443",
    b"203.0.113.256", b"203.0.113.07", b"198.51.100.63", b"198.51.100.64", b"198.51.100.95", b"198.51.100.96",
    b"10.1.2", b"10.1.2.3", b"v10.255.255.255x", b"110.1.2.3", b"172.15.0.1", b"172.16.0.1",
    b"172.31.255.255", b"172.32.0.1", b"2001:db8::7", b"2001:0DB8:0:0:0:0:0:7", b"2001:DB8::0007",
    b"2001:db8::77", b"2001:db8::7:1", b"2001:db8:5::9", b"2001:db8:5:a:b:c:d:1", b"2001:db8:6::9",
]  # fmt: skip


def lines_of(seed: int, count: int) -> Iterator[bytes]:
    """Yield lines without their ends: requests, planted indicators, other bytes, some very long."""
    chance = random.Random(seed)
    for number in range(count):
        fields = [
            b"192.0.2.%d - -" % (number % 256),
            b"GET /%d HTTP/1.1" % number,
            b"id=%d" % (number % 2_000),
        ]
        if number % 5 == 0:
            fields.append(chance.randbytes(40).replace(b"\n", b"\xf0"))
        if number % 4_000 == 1_999:
            fields.insert(1, b"%.6d" % number * 100_000)
        if number % 3 == 0:
            fields.insert(chance.randrange(len(fields) + 1), chance.choice(PLANTED))
        yield b" ".join(fields) + chance.choice([b"", b"", b"", b"\r", b"php", b"php?", b"q.\r", b" \r\r"])


def long_lines() -> bytes:
    """Return lines longer than a frame, with what is looked for over the places where frames are cut."""
    text = bytearray(b"first\n" + b"=" * 3 * FRAME_BYTES + b" php\n" + b"-" * 2 * FRAME_BYTES + b"\n")
    for cut, over in (
        (1, [b"union sel", b"ect"]),
        (2, [b" 203.0.113.7", b"7 "]),
        (3, [b"~a", b"bc~"]),
    ):
        at = len(b"first\n") + cut * FRAME_BYTES - len(over[0])
        text[at : at + len(b"".join(over))] = b"".join(over)
    return bytes(text) + b"192.0.2.1 - - union select php"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with raw logs, `logs/`, and a vault in which they are sealed."""
    folder = tmp_path_factory.mktemp("city")
    logs = folder / "logs"
    logs.mkdir()
    (logs / "access.log").write_bytes(b"\n".join(lines_of(1, 30_000)))
    (logs / "other.log").write_bytes(b"\r\n".join(lines_of(2, 3_000)) + b"\n\n\n")
    (logs / "long.log").write_bytes(long_lines())
    (logs / "short.log").write_bytes(b"\n203.0.113.7")
    siaga(folder, "init", "--origin", "siaga.example/evidence")
    siaga(folder, "seal", "-q", "logs")
    return folder


def siaga(folder: Path, *arguments: str, status: int = 0) -> bytes:
    """Run an act of the vault; return all that it tells."""
    environment = {**os.environ, "SIAGA_CACHE": str(folder / "cache")}
    command = [SIAGA, "vault", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


def hunted(folder: Path, indicators: dict[str, str]) -> dict[str, Found]:
    """Hunt for indicators as a file says them (by the name under which hits tell of them)."""
    wanted, told = folder / "wanted", folder / "hits.jsonl"
    wanted.write_text("\n".join(indicators.values()) + "\n", newline="\n")
    siaga(folder, "hunt", "-q", "-i", "wanted", "--per-frame", "999999", "--json", told.name, status=10)
    *hits, summary = map(json.loads, told.read_bytes().splitlines())
    assert (summary["shown"], summary["unread"], summary["cut"]) == (summary["hits"], [], [])
    assert summary["lines"] == sum(raw_lines(each) for each in (folder / "logs").iterdir())
    found: dict[str, Found] = {name: set() for name in indicators}
    for hit in hits:
        place = (hit["file"], hit["line_no"])
        assert place not in found[hit["indicator"]], "a line is a hit only once"
        found[hit["indicator"]].add(place)
    return found


def raw_lines(path: Path) -> int:
    data = path.read_bytes()
    return data.count(b"\n") + (not data.endswith(b"\n"))


def grepped(folder: Path, tool: str, pattern: str, *options: str) -> Found:
    """Return where the tool finds an expression in the raw text; with -F, a text."""
    files = sorted(f"logs/{each.name}" for each in (folder / "logs").iterdir())
    chosen = options if "-F" in options else (*options, OVER_BYTES[tool])
    command = [*COMMANDS[tool], *chosen, "-e", pattern.replace(r"\r", "\r"), *files]
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)
    assert done.returncode in {0, 1}, done.stderr
    rows = re.findall(rb"^(logs/[a-z.]+)\0([0-9]+):", done.stdout, re.MULTILINE)
    return {(name.decode(), int(number)) for name, number in rows}


def judges() -> list[str]:
    there = [tool for tool in COMMANDS if shutil.which(tool)]
    if not there:
        pytest.skip("neither ripgrep nor grep is installed")
    return there


def test_texts_are_found_where_grep_finds_them(sealed: Path) -> None:
    found = hunted(sealed, {each: f"text:{each}" for each in TEXTS})
    for tool in judges():
        for text in TEXTS:
            assert found[text] == grepped(sealed, tool, text, "-F"), (tool, text)
    assert all(found.values())


def test_expressions_are_found_where_grep_finds_them(sealed: Path) -> None:
    found = hunted(sealed, {told(each): "/" + each.replace("/", r"\/") + "/" for each in EXPRESSIONS})
    for tool in judges():
        for expression in EXPRESSIONS:
            assert found[told(expression)] == grepped(sealed, tool, expression), (tool, expression)
    assert all(found.values())


def told(expression: str) -> str:
    """Return the expression as hits tell it."""
    return expression.replace(r"\s", "[[:space:]]").replace(r"\S", "[[:^space:]]")


def test_letters_of_either_case_are_found_where_grep_finds_them(sealed: Path) -> None:
    found = hunted(sealed, {"(?i:UNION select)": "/UNION select/i"})
    for tool in judges():
        assert found["(?i:UNION select)"] == grepped(sealed, tool, "UNION select", "-i"), tool


def test_addresses_and_networks_are_found_where_grep_finds_them(sealed: Path) -> None:
    written = {each: each.removesuffix("/32").removesuffix("/128") for each in ADDRESSES}
    found = hunted(sealed, written)
    for tool in judges():
        for address, pattern in ADDRESSES.items():
            assert found[address] == grepped(sealed, tool, pattern), (tool, address)
    assert all(found.values())


def test_a_line_too_long_to_be_searched_as_a_whole_is_named(tmp_path: Path) -> None:
    (tmp_path / "dump.log").write_bytes(b"first\n" + b"=" * (LINE_FRAMES + 1) * FRAME_BYTES + b"\nlast\n")
    (tmp_path / "wanted").write_text("absent\n")
    siaga(tmp_path, "init", "--origin", "siaga.example/evidence")
    siaga(tmp_path, "seal", "-q", "dump.log")
    siaga(tmp_path, "hunt", "-q", "-i", "wanted", "--json", "hits.jsonl", status=20)
    summary = json.loads((tmp_path / "hits.jsonl").read_bytes().splitlines()[-1])
    assert [(each["file"], each["line_no"]) for each in summary["cut"]] == [("dump.log", 2)]
    told = siaga(tmp_path, "hunt", "-q", "-i", "wanted", status=20)
    assert b"dump.log:2 " in told
