"""Local processes: the same results however many there are, and whichever are killed."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from tests.foundation.executor.conftest import ROOT
from tests.foundation.executor.tasks import (
    failing,
    job,
    killing_always,
    killing_once,
    noted,
    runs,
    square,
    squares,
)

from siaga.foundation.errors import UnreadableInputError
from siaga.foundation.executor.contract import Tally, TaskError
from siaga.foundation.executor.local import LocalExecutor


@pytest.fixture(scope="module")
def two() -> Iterator[LocalExecutor]:
    """Return two processes, for all tests: starting them takes longest."""
    executor = LocalExecutor(2)
    yield executor
    executor.close()


@pytest.fixture
def traces(tmp_path: Path) -> Path:
    (tmp_path / "traces").mkdir()
    return tmp_path / "traces"


def test_one_and_two_processes_agree(two: LocalExecutor) -> None:
    one = LocalExecutor()
    assert list(one.run(square, range(100))) == list(two.run(square, range(100))) == squares(100)
    assert dict(two.run_unordered(square, range(100))) == dict(enumerate(squares(100)))
    assert list(two.run(square, [])) == []


def test_a_killed_worker_changes_nothing(two: LocalExecutor, tmp_path: Path) -> None:
    before = two.tally.repeated
    assert list(two.run(partial(killing_once, str(tmp_path)), range(40))) == squares(40)
    assert (tmp_path / "killed").exists()
    assert two.tally.repeated > before


def test_an_item_that_kills_each_time_is_named(two: LocalExecutor) -> None:
    done: dict[int, bytes] = {}
    with pytest.raises(TaskError, match=r"^3: its worker process dies each time"):
        done.update(two.run_unordered(killing_always, range(5)))
    assert list(two.run(square, range(5))) == squares(5)


def test_errors_of_tasks_end_the_run(two: LocalExecutor) -> None:
    with pytest.raises(UnreadableInputError, match=r"^file-\d: torn"):
        list(two.run(failing, range(9)))
    assert list(two.run(square, range(5))) == squares(5)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_second_run_is_free(processes: int, two: LocalExecutor, tmp_path: Path, traces: Path) -> None:
    executor = LocalExecutor() if processes == 1 else two
    for _ in range(2):
        executor.tally = Tally()
        results = executor.run(partial(noted, str(traces)), range(10), job=job(tmp_path / "receipts"))
        assert list(results) == squares(10)
    assert executor.tally == Tally(resumed=10)
    assert runs(traces) == dict.fromkeys(range(10), 1)


def test_a_torn_receipt_is_done_again(tmp_path: Path, traces: Path) -> None:
    task, this = partial(noted, str(traces)), job(tmp_path / "receipts")
    assert list(LocalExecutor().run(task, range(3), job=this)) == squares(3)
    torn = tmp_path / "receipts" / this.key(task, 1)[:2] / this.key(task, 1)
    torn.write_bytes(torn.read_bytes()[:-1])
    assert list(LocalExecutor().run(task, range(3), job=this)) == squares(3)
    assert runs(traces) == {0: 1, 1: 2, 2: 1}


KILLED_JOB = """
import functools, pathlib, sys
from siaga.foundation.executor.local import LocalExecutor
from tests.foundation.executor.tasks import job, noted
folder = pathlib.Path(sys.argv[1])
if __name__ == "__main__":
    task = functools.partial(noted, str(folder / "traces"))
    for number, _ in LocalExecutor(2).run_unordered(task, range(400), job=job(folder / "receipts")):
        print(number, flush=True)
"""


def test_a_killed_job_resumes(tmp_path: Path, traces: Path, two: LocalExecutor) -> None:
    script = tmp_path / "killed_job.py"
    script.write_text(KILLED_JOB)
    environment = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(
        [sys.executable, script, tmp_path], stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout
        seen = {int(process.stdout.readline()) for _ in range(50)}
        os.kill(process.pid, signal.SIGKILL)
        process.stdout.read()  # until its workers are gone too: they hold the pipe's other end
    before = runs(traces)
    assert seen <= set(before)
    assert len(before) < 400
    two.tally = Tally()
    results = two.run(partial(noted, str(traces)), range(400), job=job(tmp_path / "receipts"))
    assert list(results) == squares(400)
    assert two.tally.resumed >= 50
    assert two.tally.resumed + two.tally.carried_out == 400
    after = runs(traces)
    # Only what had not left its receipt ran again: at most what was in two workers' hands.
    assert sum(after.values()) - 400 <= 2
    assert sum(after.values()) == sum(before.values()) + two.tally.carried_out


WAITING_JOB = """
from siaga.foundation.executor.local import LocalExecutor
from tests.foundation.executor.tasks import waiting
if __name__ == "__main__":
    list(LocalExecutor(2).run(waiting, range(2)))
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "waiting_job.py"
    script.write_text(WAITING_JOB)
    environment = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env=environment, start_new_session=True
    ) as process:
        assert process.stdout
        assert {process.stdout.readline(), process.stdout.readline()} == {b"0\n", b"1\n"}
        os.kill(process.pid, signal.SIGKILL)
        try:
            # The pipe is at its end when the last worker that could write to it is gone.
            assert select.select([process.stdout], [], [], 20)[0]
            assert process.stdout.read() == b""
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def test_a_run_may_be_left_early(two: LocalExecutor) -> None:
    results = two.run(square, range(1000))
    assert next(results) == b"0"
    results.close()  # type: ignore[attr-defined]  # Iterator says nothing of it; generators have it
    assert list(two.run(square, range(5))) == squares(5)
