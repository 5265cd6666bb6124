"""Tasks come to the same on any number of processes, and a copy that dies takes no result with it."""

from __future__ import annotations

import os
import signal
import struct
from functools import partial
from multiprocessing.connection import Connection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.verdict.check.side_by_side import WORTH_A_PROCESS, Task, work_out

LONG = WORTH_A_PROCESS * 2


@given(st.lists(st.floats(0, 1), max_size=6), st.integers(1, 3))
@settings(max_examples=20)
def test_results_do_not_depend_on_the_number_of_processes(seconds: list[float], processes: int) -> None:
    tasks = [Task(partial(divmod, place, 3), cost) for place, cost in enumerate(seconds)]
    work_out(tasks, processes)
    assert [task.result() for task in tasks] == [divmod(place, 3) for place in range(len(seconds))]


def test_the_long_task_stays_here_and_the_others_go_elsewhere() -> None:
    tasks = [Task(os.getpid, 2 * LONG), Task(os.getpid, LONG), Task(os.getpid, LONG / 2)]
    work_out(tasks, 2)
    here, *apart = (task.result() for task in tasks)
    assert here == os.getpid()
    assert len({*apart}) == 1
    assert here not in apart


def test_little_work_is_worth_no_process() -> None:
    tasks = [Task(os.getpid, WORTH_A_PROCESS / 4) for _ in range(4)]
    work_out(tasks, 2)
    assert {task.result() for task in tasks} == {os.getpid()}


def test_each_task_is_worked_out_once_where_it_stays() -> None:
    asked: list[int] = []
    task = Task(partial(asked.append, 1), 0.0)
    work_out([task], 2)
    task.result()
    task.result()
    assert asked == [1]


def test_what_a_killed_copy_owes_is_worked_out_here() -> None:
    parent = os.getpid()

    def deadly() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    tasks = [Task(os.getpid, 2 * LONG), Task(deadly, LONG)]
    work_out(tasks, 2)
    assert [task.result() for task in tasks] == [parent, 7]


def test_what_a_copy_told_by_half_is_worked_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(_: object, go: Connection) -> None:
        os.write(go.fileno(), struct.pack("!i", 1_000) + b"the beginning")

    monkeypatch.setattr("siaga.verdict.check.side_by_side._tell", torn)
    tasks = [Task(os.getpid, 2 * LONG), Task(os.getpid, LONG)]
    work_out(tasks, 2)
    assert [task.result() for task in tasks] == [os.getpid()] * 2


def test_what_goes_wrong_in_a_copy_is_told_here(capfd: pytest.CaptureFixture[str]) -> None:
    tasks = [Task(os.getpid, 2 * LONG), Task(partial(int, "x"), LONG)]
    work_out(tasks, 2)
    with pytest.raises(ValueError, match="invalid literal"):
        tasks[1].result()
    assert capfd.readouterr().err == ""


def test_without_room_for_another_process_all_is_worked_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    tasks = [Task(os.getpid, 2 * LONG), Task(os.getpid, LONG)]
    work_out(tasks, 2)
    assert [task.result() for task in tasks] == [os.getpid()] * 2
