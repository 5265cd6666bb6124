"""Tasks for the tests, each a function of a module, as executors want them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from siaga.foundation.errors import UnreadableInputError
from siaga.foundation.executor.contract import Job
from siaga.foundation.executor.receipts import FolderReceipts


def square(number: int) -> bytes:
    """Return a square."""
    return str(number * number).encode()


def squares(count: int) -> list[bytes]:
    """Return what executors must return for 0 … count - 1."""
    return [square(number) for number in range(count)]


def noted(folder: str, number: int) -> bytes:
    """Return a square and leave a trace of having run."""
    with (Path(folder) / f"{number}").open("ab") as file:
        file.write(b".")
    return square(number)


def runs(folder: Path) -> dict[int, int]:
    """Return how often `noted` ran for each number."""
    return {int(path.name): path.stat().st_size for path in folder.iterdir()}


def killing_once(folder: str, number: int) -> bytes:
    """Return a square, but die the first time that the number is 5."""
    if number == 5:
        try:
            (Path(folder) / "killed").touch(exist_ok=False)
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


def killing_always(number: int) -> bytes:
    """Return a square, but die whenever the number is 3."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


def waiting(number: int) -> bytes:
    """Say that it runs, and never end."""
    print(number, flush=True)  # noqa: T201 - to the test that reads it
    while True:
        signal.pause()


def failing(number: int) -> bytes:
    """Raise an error that has two arguments and one text."""
    raise UnreadableInputError(f"file-{number}", "torn")


def failing_with_the_unsendable(number: int) -> bytes:
    """Raise an error that holds what can't leave the process."""
    raise ValueError(lambda: number)


def returning_text(number: int) -> bytes:
    """Return what is no bytes."""
    return str(number)  # type: ignore[return-value]  # that it's refused is what is tested


def key_of(number: int) -> bytes:
    """Return a number's canonical key."""
    return str(number).encode()


def job(folder: Path, bound: bytes = b"traces") -> Job[int]:
    """Return a job whose receipts are in a folder."""
    return Job("squares", 1, FolderReceipts(folder), key_of, bound)
