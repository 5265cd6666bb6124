"""Measures a hunt for 20,000 indicators over sealed frames, over two processes, and over the URL dictionary.

`python benchmarks/vault_hunt.py LOG [MiB [--many]]` makes frames of the log in files of a temporary folder
and prints lines per second of processor time; hashes and the frames' structure are checked in the same pass.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from siaga.intake.block import LogFile
from siaga.intake.deriving.derive import Deriver
from siaga.intake.deriving.piece import Piece
from siaga.vault.columns.writing import parquet
from siaga.vault.hunting.database import default_library, matcher_of
from siaga.vault.hunting.dictionary import look_up
from siaga.vault.hunting.indicators import parse
from siaga.vault.hunting.result import TaskResult
from siaga.vault.hunting.scan import Hunt, scan
from siaga.vault.segments.frame import FRAME_BYTES, FrameRecord, compressed
from siaga.vault.storage.local import LocalStorage

FRAMES_PER_SEGMENT = 16
MANY = ["69.162.124.0/24"] if "--many" in sys.argv else []
"""A monitor that makes every 13th line."""
WORDS = (
    "wp",
    "admin",
    "shell",
    "upload",
    "cmd",
    "evil",
    "panel",
    "login",
    "slot",
    "gacor",
    "backup",
    "cache",
)


def indicators(count: int) -> bytes:
    """Make addresses, networks, hosts, paths, hashes and a few expressions that a feed might hold."""
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret
    lines = ["/union[^a-z]{1,8}select/i", "/eval\\(base64_decode/", "/\\.\\.\\/\\.\\.\\/etc\\/passwd/"]
    while len(lines) < count:
        kind, (one, two, three) = chance.random(), chance.choices(WORDS, k=3)
        address = ".".join(str(chance.randint(1, 223)) for _ in range(3))
        if kind < 0.4:
            lines.append(f"{address}.{chance.randint(1, 254)}")
        elif kind < 0.45:
            lines.append(f"{address}.0/24")
        elif kind < 0.7:
            lines.append(f"{one}{two}-{three}{chance.getrandbits(16):04x}.xyz")
        elif kind < 0.9:
            lines.append(f"/{one}/{two}-{three}{chance.getrandbits(12):03x}.php")
        else:
            lines.append(hashlib.sha256(str(kind).encode()).hexdigest())
    return "\n".join([*lines, "sqlmap", "54.36.148.0/24", *MANY]).encode()


def make(log: Path, folder: Path, most: int) -> tuple[list[list[FrameRecord]], list[bytes]]:
    """Cut the log into frames and write segments; return their records and dictionaries."""
    segments: list[list[FrameRecord]] = []
    urls: list[bytes] = []
    deriver, file = Deriver(), LogFile(log.name, log.name)
    at, line, rest = 0, 1, b""
    with log.open("rb") as stream:
        while at < most:
            records: list[FrameRecord] = []
            pieces: list[Piece] = []
            stored = b""
            while len(records) < FRAMES_PER_SEGMENT and (data := rest + stream.read(FRAME_BYTES - len(rest))):
                cut = data.rfind(b"\n") + 1 or len(data)
                raw, rest = data[:cut], data[cut:]
                frame, lines = compressed(raw), raw.count(b"\n")
                records.append(
                    FrameRecord(
                        0,
                        at,
                        line,
                        len(stored),
                        len(frame),
                        hashlib.sha256(frame).digest(),
                        cut,
                        lines,
                        b"",
                        open=False,
                    )
                )
                pieces.append(Piece(file, 0, len(pieces), raw, at, line))
                stored, at, line = stored + frame, at + cut, line + lines
            if not records:
                break
            (folder / str(len(segments))).write_bytes(stored)
            urls.append(parquet(table) if (table := deriver.derive(pieces).urls) is not None else b"")
            segments.append(records)
    return segments, urls


@cache
def hunt_of(count: int) -> Hunt:
    """Compile once per process."""
    wanted = parse(indicators(count), "bench")
    return Hunt(matcher_of(wanted), wanted.sha256(), default_library().name)


def task(folder: str, segment: int, records: list[FrameRecord], count: int) -> TaskResult:
    """Search one segment."""
    return scan(LocalStorage(Path(folder)), str(segment), list(enumerate(records)), hunt_of(count))


def encoded_task(folder: str, segment: int, records: list[FrameRecord], count: int) -> bytes:
    """Search one segment as an executor would have it: what comes back is a receipt."""
    return task(folder, segment, records, count).encode()


def warm(count: int) -> int:
    """Have a worker compile before anything is timed."""
    hunt_of(count)
    time.sleep(0.3)
    return count


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[2] if len(sys.argv) > 2 else 1300) << 20
    with tempfile.TemporaryDirectory() as name:
        segments, urls = make(Path(sys.argv[1]), Path(name), most)
        begin = time.process_time()
        hunt_of(20_000)
        print(f"compiled 20,000 in {time.process_time() - begin:.2f} s")
        for count in (1_000, 20_000):
            hunt_of(count)
            begin = time.process_time()
            results = [task(name, at, records, count) for at, records in enumerate(segments)]
            single = time.process_time() - begin
            lines, found = sum(r.lines for r in results), sum(r.found for r in results)
            print(f"{count:,} over {lines:,} lines: {lines / single / 1e6:.2f} million/CPU-s, {found:,} hits")
        begin = time.process_time()
        seen = [look_up(data, "bench", hunt_of(20_000).matcher) for data in urls]
        quick = time.process_time() - begin
        print(
            f"dictionary: {single / quick:.0f} times faster, {sum(each.targets for each in seen):,} targets"
        )
        walls = {}
        for processes in (1, 2):
            with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
                list(pool.map(warm, [20_000] * processes))
                begin = time.perf_counter()
                jobs = [pool.submit(encoded_task, name, at, each, 20_000) for at, each in enumerate(segments)]
                parallel = [job.result() for job in jobs]
                walls[processes] = time.perf_counter() - begin
            assert parallel == [each.encode() for each in results]
        print(f"one process {walls[1]:.2f} s, two {walls[2]:.2f} s: {walls[1] / walls[2]:.2f} times")


if __name__ == "__main__":
    main()
