"""Dask: the same results as here, whichever workers are killed; after a scheduler died, the job resumes."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.foundation.executor.dask_processes import Processes, processes
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
from siaga.foundation.executor.contract import ExecutorLostError, Tally, TaskError
from siaga.foundation.executor.dask_cluster import DaskExecutor
from siaga.foundation.executor.local import LocalExecutor

# distributed forgets a socket when a connection attempt is broken off; it is swept up here, not elsewhere.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskExecutor]:
    """Return a cluster of two workers, each with a nanny that starts it again."""
    with processes(tmp_path_factory.mktemp("dask")) as started:
        started.scheduler()
        started.worker("--nworkers", "2")
        executor = DaskExecutor(f"dask://{started.address}", patience=5)
        yield executor
        executor.close()


@pytest.fixture
def traces(tmp_path: Path) -> Path:
    (tmp_path / "traces").mkdir()
    return tmp_path / "traces"


def test_a_cluster_agrees_with_this_process(cluster: DaskExecutor) -> None:
    assert list(cluster.run(square, range(60))) == list(LocalExecutor().run(square, range(60)))
    assert dict(cluster.run_unordered(square, range(60))) == dict(enumerate(squares(60)))


def test_two_runs_at_a_time_are_kept_apart(cluster: DaskExecutor) -> None:
    one, other = cluster.run(square, range(20)), cluster.run(square, range(100, 120))
    pairs = list(zip(one, other, strict=True))
    assert pairs == [(square(number), square(number + 100)) for number in range(20)]


def test_errors_of_tasks_arrive(cluster: DaskExecutor) -> None:
    with pytest.raises(UnreadableInputError, match=r"^file-\d: torn"):
        list(cluster.run(failing, range(9)))


def test_a_second_run_is_free(cluster: DaskExecutor, tmp_path: Path, traces: Path) -> None:
    for _ in range(2):
        cluster.tally = Tally()
        results = cluster.run(partial(noted, str(traces)), range(10), job=job(tmp_path / "receipts"))
        assert list(results) == squares(10)
    assert cluster.tally == Tally(resumed=10)
    assert runs(traces) == dict.fromkeys(range(10), 1)


def test_a_killed_worker_changes_nothing(cluster: DaskExecutor, tmp_path: Path) -> None:
    assert list(cluster.run(partial(killing_once, str(tmp_path)), range(40))) == squares(40)
    assert (tmp_path / "killed").exists()


def test_an_item_that_kills_each_time_is_named(cluster: DaskExecutor) -> None:
    with pytest.raises(TaskError, match=r"^3: its workers die each time"):
        list(cluster.run(killing_always, range(5)))


def start(started: Processes, port: int = 0) -> int:
    """Start a scheduler and a worker; return the scheduler's process."""
    scheduler = started.scheduler(port)
    started.worker("--no-nanny")
    return scheduler.pid


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_after_a_restart_of_the_scheduler_the_job_resumes(
    tmp_path: Path, traces: Path, how: signal.Signals
) -> None:
    task, this = partial(noted, str(traces)), job(tmp_path / "receipts")
    with processes(tmp_path) as started:
        scheduler = start(started)
        executor = DaskExecutor(f"dask://{started.address}", patience=2)
        results = executor.run(task, range(300), job=this)
        seen = [next(results) for _ in range(20)]
        os.kill(scheduler, how)
        with pytest.raises(ExecutorLostError, match="run the job again"):
            seen += list(results)
        assert seen == squares(len(seen))
        start(started, int(started.address.rpartition(":")[2]))
        executor.tally = Tally()
        assert list(executor.run(task, range(300), job=this)) == squares(300)
        assert executor.tally.resumed >= len(seen)
        assert executor.tally.resumed + executor.tally.carried_out == 300
        executor.close()
    assert set(runs(traces)) == set(range(300))
    assert sum(runs(traces).values()) - 300 <= 2
