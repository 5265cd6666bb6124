"""Kills a process that seals (SIGKILL), at its n-th disk operation or any moment, and judges the vault.

Run as a program, as only a process without threads may fork: `python -m tests.crash.killing --rounds 50`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from siaga.vault.storage.disk import RealDisk
from siaga.vault.storage.local import LocalStorage

from .judged import judge
from .life import Acknowledged, Life

ROUNDS_PER_LIFE = 12
MOST_OPERATIONS = 1_000
LONGEST_S = 0.4
FOREVER = 1_000_000


class KillingDisk(RealDisk):
    """A real disk on which the process dies just before its n-th operation."""

    def __init__(self, number: int) -> None:
        self._left = number

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_"):
            self._left -= 1
            if self._left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return super().__getattribute__(name)


def main() -> int:
    """Run the rounds; print what was done, and exit 1 with the seed at the first vault that is not whole."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    done = acknowledged = size = 0
    while done < options.rounds:
        seed = options.seed + done
        with tempfile.TemporaryDirectory() as folder:
            rounds, promised, leaves = _one_life(
                Path(folder), seed, min(ROUNDS_PER_LIFE, options.rounds - done)
            )
        done, acknowledged, size = done + rounds, acknowledged + promised, size + leaves
    sys.stdout.write(
        f"{done} kills, {acknowledged} acknowledged acts, {size} leaves in the logs: nothing lost\n"
    )
    return 0


def _one_life(folder: Path, seed: int, rounds: int) -> tuple[int, int, int]:
    started = time.monotonic_ns()
    promised: list[Acknowledged] = []
    size = 0
    for number in range(rounds):
        chance = random.Random(seed * 1000 + number)
        by_operation = number % 2 == 0
        disk = KillingDisk(chance.randrange(MOST_OPERATIONS)) if by_operation else RealDisk()
        promised += _killed(_life(folder, disk, chance, started), chance, at_any_moment=not by_operation)
        last = number == rounds - 1
        life = _life(folder, RealDisk(), chance, started)
        size = _in_child(life, promised, deep=last, what=f"seed {seed}, round {number}")
    return rounds, len(promised), size


def _life(folder: Path, disk: RealDisk, chance: random.Random, started: int) -> Life:
    return Life(LocalStorage(folder / "vault", disk), folder / "place", chance, lambda _: None, started)


def _killed(life: Life, chance: random.Random, *, at_any_moment: bool) -> list[Acknowledged]:
    """Let a child live until it is killed; return what it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        life.acknowledge = lambda each: _tell(writing, asdict(each))
        life.place.mkdir(exist_ok=True)
        _end_with(lambda: _lived(life))
    os.close(writing)
    if at_any_moment:
        # Nobody tells when: that is the point. It is killed earlier only if it ends of itself.
        wait_s, until = 0.0, time.monotonic() + chance.random() * LONGEST_S
        data = b""
        while (wait_s := until - time.monotonic()) > 0 and select.select([reading], [], [], wait_s)[0]:
            part = os.read(reading, 1 << 16)
            data += part
            if not part:
                break
        os.kill(child, signal.SIGKILL)
    else:
        data = b""
    with os.fdopen(reading, "rb") as rest:
        data += rest.read()
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status), f"the child ended by itself: {data.decode()[-2000:]}"
    lines = [json.loads(line) for line in data.splitlines()]
    return [Acknowledged(each["size"], each["root"], tuple(each["segments"]), each["text"]) for each in lines]


def _lived(life: Life) -> None:
    life.begin()
    life.live(FOREVER)


def _in_child(life: Life, promised: list[Acknowledged], *, deep: bool, what: str) -> int:
    """Judge in a child, so that this process keeps free of threads; SystemExit if the vault is not whole."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        life.place.mkdir(exist_ok=True)
        _end_with(lambda: _judged(writing, life, promised, deep=deep))
    os.close(writing)
    with os.fdopen(reading, "rb") as rest:
        data = rest.read()
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(f"{what}: the vault is not whole (see above)")
    return int(json.loads(data))


def _judged(to: int, life: Life, promised: list[Acknowledged], *, deep: bool) -> None:
    life.begin()
    _tell(to, judge(life, promised, deep=deep))


def _end_with(act: Callable[[], object]) -> None:
    """End this child with an act, without the parent's clean-up; show what it raised."""
    status = 1
    try:
        act()
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must not go on in the child
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _tell(to: int, what: object) -> None:
    os.write(to, json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
