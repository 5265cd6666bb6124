"""Fuzzes recognition, every format's reader and the check's own parser, by coverage where atheris is there.

atheris is no dependency of the project: `make soak` installs it (requirements/soak.txt). Without it, lines
of the formats' samples.json are mutated at random: slower to find things, but the same checks. Exit status
1 when anything raised or lost a line.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FunctionType, ModuleType
from typing import NoReturn, Protocol, cast

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_files import own_rules
from siaga.detection.engine.rule_set import RuleSet
from siaga.intake import formats as format_list
from siaga.intake.attribution import Attributor
from siaga.intake.block import Block, LogFile
from siaga.intake.reading.cutter import count_lines
from siaga.intake.rows import Reading
from siaga.verdict.check.carried import Carried
from siaga.verdict.check.fold import Fold
from siaga.verdict.check.parsed import Parsed
from siaga.verdict.check.parsing import FileParser

FORMATS = format_list.ALL_FORMATS
_WATCHED = ("siaga.intake", "siaga.verdict.check")
_PRINTED = 12
_SPICE = (
    b"\x00", b"\xff", b"\r", b"\t", b'"', b'\\"', b"\\x22", b"[", b"]", b"{", b"}", b"<", b"%", b"%25", b"-",
    b"::1", b"9" * 25, b"1e999", b"-0", b"9999", b"\xed\xa0\x80", b"\\ud800", b"null", b"true", b"#Fields: ",
    b",", b" ", b"Feb 30 ", b"31/Dec/9999:23:59:59 -2400", b"\n", b"\n\n", b"\x1b[2J", b"A" * 300,
)  # fmt: skip


class Fuzzer(Protocol):
    """What is used of atheris."""

    def instrument_func(self, function: FunctionType) -> FunctionType:
        """Watch what runs of one function."""

    def Setup(self, arguments: list[str], target: Callable[[bytes], None]) -> None:  # noqa: N802 - its name
        """Say what to run."""

    def Fuzz(self) -> None:  # noqa: N802 - its name
        """Run until the target ends the process."""


class Target:
    """Runs one input and keeps what went wrong, each place in the code once."""

    def __init__(self, seconds: float) -> None:
        folder = own_rules()
        rules = RuleSet.load([folder] if folder else [], _cache())
        self._engine = Engine(rules)
        self._end = time.monotonic() + seconds
        self._next = 0.0
        self.runs = 0
        self.wrong: dict[str, bytes] = {}

    def __call__(self, data: bytes) -> None:
        """Run one input: its first two bytes choose what reads it and where it is cut into blocks."""
        if time.monotonic() > self._end:
            self.end()
        self.runs += 1
        try:
            self._run(data)
        except Exception as error:  # noqa: BLE001 - any error at all is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            name = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}: {error}"[:160]
            key = f"{type(error).__name__} {place.filename}:{place.lineno}"
            if key not in {known.partition("\t")[2] for known in self.wrong}:
                self.wrong[f"{name}\t{key}"] = data
                print(f"WRONG: {name}\n  {data[:300]!r}", flush=True)

    def _run(self, data: bytes) -> None:
        if len(data) < 3:
            return
        choice, cut, text = data[0], data[1], data[2:]
        blocks = _blocks(text, cut)
        if choice % 4 == 3:
            self._parse(blocks)
            return
        each = FORMATS[choice // 4 % len(FORMATS)]
        each.score(text.split(b"\n"))
        reader = each.reader(modified_at_us=None if choice % 4 else 1_770_000_000_000_000)
        for block in blocks:
            _whole(reader.read(block))

    def _parse(self, blocks: list[Block]) -> None:
        parser = FileParser(self._engine, (), None, carried=Carried(light=True))
        fold = Fold(Attributor())
        for block in blocks:
            parts = list(parser.parse(block))
            _same(sum(map(_lines, parts)), count_lines(block.data), "lines of the parser")
            for parsed in parts:
                fold.add(parsed)

    def end(self) -> NoReturn:
        """Print what was found and leave the process: libFuzzer knows no other way."""
        print(f"{self.runs:,} inputs, {len(self.wrong)} places went wrong", flush=True)
        for name in list(self.wrong)[:_PRINTED]:
            print(f"  {name.partition(chr(9))[0]}", flush=True)
        os._exit(1 if self.wrong else 0)


def _cache() -> Path | None:
    own = os.environ.get("SIAGA_CACHE")
    return Path(own) if own else None


def _blocks(text: bytes, cut: int) -> list[Block]:
    """Cut a text into two blocks at a line end, as reading does."""
    file = LogFile("access.log", "access.log")
    at = text.find(b"\n", len(text) * cut // 256) + 1
    if not 0 < at < len(text):
        return [Block(file, text, 0, 1, last=True)]
    first = Block(file, text[:at], 0, 1)
    return [first, Block(file, text[at:], at, 1 + count_lines(first.data), last=True)]


def _whole(reading: Reading) -> None:
    """Hold that every line of the block is in exactly one place, and that places lie in the block."""
    block = reading.block
    rows = 0 if reading.access is None else len(reading.access)
    counted = rows + len(reading.events) + len(reading.unparsed) + reading.headers + reading.blank
    _same(counted, count_lines(block.data), "lines")
    places = [(e.line_no, e.offset, e.length) for e in reading.events]
    for lines in (reading.unparsed, *(() if reading.access is None else (reading.access.lines,))):
        places += list(zip(lines.number.tolist(), lines.offset.tolist(), lines.length.tolist(), strict=True))
    _same(len({number for number, _, _ in places}), len(places), "different line numbers")
    for number, offset, length in places:
        start = offset - block.offset
        held = block.data[start : start + length]
        if start < 0 or len(held) != length or b"\n" in held:
            raise AssertionError(f"line {number} lies outside: {offset}+{length}")


def _lines(parsed: Parsed) -> int:
    pieces = parsed.rows + len(parsed.events) + parsed.unparsed - parsed.shared
    return pieces + parsed.headers + parsed.blank


def _same(got: int, wanted: int, what: str) -> None:
    if got != wanted:
        raise AssertionError(f"{what}: {got} instead of {wanted}")


def seeds() -> list[bytes]:
    """Return inputs made of every format's samples, each with its own format and with the parser."""
    found = []
    names = [each.name for each in FORMATS]
    for path in sorted(Path(next(iter(format_list.__path__))).rglob("samples.json")):
        for sample in json.loads(path.read_text())["samples"]:
            lines = [str(line["line"] if isinstance(line, dict) else line) for line in sample["lines"]]
            text = "\n".join(lines).encode("utf-8", "surrogatepass")
            number = names.index(sample["format"]) if sample["format"] in names else 0
            found += [bytes((number * 4 % 256, 128)) + text, b"\x03\x80" + text]
    return found


def _mutated(chance: random.Random, text: bytearray, other: bytes) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(2, len(text) + 1), chance.choice((1, 1, 2, 5, 30))
        match chance.randrange(6):
            case 0:
                text[at : at + size] = chance.randbytes(size)
            case 1:
                del text[at : at + size]
            case 2:
                text[at:at] = chance.choice(_SPICE)
            case 3:
                text[at : at + size] = chance.choice(_SPICE)
            case 4:
                begin = chance.randrange(len(other))
                text[at:at] = other[begin : begin + 60]
            case _:
                text[0], text[1] = chance.randrange(256), chance.randrange(256)
    return bytes(text)


def _at_random(target: Target, seed: int) -> NoReturn:
    chance, known = random.Random(seed), seeds()  # noqa: S311 - not a secret
    while True:
        target(_mutated(chance, bytearray(chance.choice(known)), chance.choice(known)))


def _guided(atheris: ModuleType, target: Target, corpus: Path) -> None:
    fuzzer = cast("Fuzzer", atheris)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    # Watching all code, libraries too, costs more than it finds.
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and (each.__module__ or "").startswith(_WATCHED):
            fuzzer.instrument_func(each)
    fuzzer.Setup([sys.argv[0], str(corpus), "-max_len=4000", "-timeout=30", "-verbosity=0"], target)
    fuzzer.Fuzz()


def main() -> None:
    """Fuzz for the time asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=float, default=600)
    asked.add_argument("--seed", type=int, default=1, help="of the random mutator")
    asked.add_argument("--corpus", type=Path, help="a folder in which atheris keeps its inputs")
    asked.add_argument("--random", action="store_true", help="use the random mutator in any case")
    options = asked.parse_args()
    target = Target(options.seconds)
    try:
        atheris = None if options.random or options.corpus is None else importlib.import_module("atheris")
    except ImportError:
        atheris = None
        print("atheris is not installed (pip install atheris): mutating samples at random", flush=True)
    if atheris is None:
        _at_random(target, options.seed)
    options.corpus.mkdir(parents=True, exist_ok=True)
    _guided(atheris, target, options.corpus)


if __name__ == "__main__":
    main()
