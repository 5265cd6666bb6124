"""Measures `verify`: stored bytes per second of processor time, over a vault of generated lines.

`python benchmarks/vault_verify.py [MiB]` (of raw lines, 512 if not said) makes a vault in a temporary folder,
without derived files, and verifies it several times, then once deep. The median run counts; exit 1 if the bar
of the usual look is missed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from siaga.foundation.clock import system_clock
from siaga.vault.actions.create import create
from siaga.vault.actions.seal import Columns, commit_segment
from siaga.vault.actions.session import Session, writing
from siaga.vault.actions.verify import verify
from siaga.vault.keys.ring import KeyRing
from siaga.vault.leaves.segment import SealedSource
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.segments.frame import FRAME_BYTES
from siaga.vault.segments.writing import SEGMENT_BYTES, SegmentWriter
from siaga.vault.storage.local import LocalStorage
from siaga.vault.verifying.result import State

ORIGIN = "siaga.example/evidence"
ROUNDS = 5
BAR = 500e6
"""Stored bytes per second of processor time, of the usual look."""

FRAMES = SEGMENT_BYTES // FRAME_BYTES


def lines(chance: random.Random) -> bytes:
    """Make one frame's worth of lines in the combined shape, about as random as those of a site are."""
    made: list[bytes] = []
    size = 0
    while True:
        address = ".".join(str(chance.randint(1, 250)) for _ in range(4))
        line = (
            f"{address} - - [01/Nov/2026:10:{chance.randint(0, 59):02}:{chance.randint(0, 59):02} +0700]"
            f' "GET /berita/{chance.randint(1, 9999)}/halaman?id={chance.getrandbits(32):x} HTTP/1.1" 200'
            f' {chance.randint(200, 90000)} "-" "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"\n'
        ).encode()
        if size + len(line) > FRAME_BYTES:
            return b"".join(made)
        made.append(line)
        size += len(line)


def fill(session: Session, texts: list[bytes], segment: int) -> int:
    """Seal one full segment of one source; return its stored bytes."""
    writer, at, line = SegmentWriter(), 0, 1
    for number in range(FRAMES):
        record = writer.add(0, texts[number % len(texts)], raw_from=at, first_line=line, goes_on=False)
        at, line = at + record.raw_size, line + record.lines
    name = f"access.log.{segment}"
    source = SealedSource(
        name=name,
        source="access.log",
        order=0,
        raw_from=0,
        raw_to=at,
        first_line=1,
        lines=line - 1,
        ends=True,
        agent="bench",
        boot="1",
        batch_from=segment,
        batch_to=segment + 1,
    )
    made = writer.finish((source,))
    commit_segment(session, made, Columns({}, None, None))
    return len(made.data)


def main() -> int:
    """Make the vault and print what was measured; return 1 when the bar is missed."""
    mib = int(sys.argv[1]) if len(sys.argv) > 1 else 512
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        storage = LocalStorage(place / "vault")
        ring = KeyRing(place / "keys", ORIGIN)
        create(storage, ring, place / "keys" / "root.pem", "bench", system_clock)
        texts = [lines(chance) for _ in range(FRAMES)]
        with writing(storage, lambda _: ring, NoWitness(), system_clock) as session:
            count = max(1, mib * 1024 * 1024 // SEGMENT_BYTES)
            stored = sum(fill(session, [*texts[n:], *texts[:n]], n) for n in range(count))
        print(f"{count} segments, {stored / 1e6:.0f} MB stored of {count * SEGMENT_BYTES / 1e6:.0f} MB")
        usual = speed(storage, ROUNDS, deep=False)
        print(f"usual: {usual / 1e6:.0f} MB of stored bytes per CPU-second, bar {BAR / 1e6:.0f}")
        print(f"deep: {speed(storage, 1, deep=True) / 1e6:.0f} MB of stored bytes per CPU-second")
    return int(usual < BAR)


def speed(storage: LocalStorage, rounds: int, *, deep: bool) -> float:
    """Verify so many times; return the median of stored bytes per second of processor time."""
    found: list[float] = []
    for _ in range(rounds):
        before = time.process_time()
        result = verify(storage, now_us=system_clock(), deep=deep)
        found.append(result.stored_bytes / (time.process_time() - before))
        assert result.state is State.OK, [each.sentence.en for each in result.checks]
    return median(found)


if __name__ == "__main__":
    sys.exit(main())
