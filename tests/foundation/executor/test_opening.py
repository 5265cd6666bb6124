"""Which executor a text names."""

from __future__ import annotations

import sys

import pytest

from siaga.foundation.errors import UsageError
from siaga.foundation.executor.local import LocalExecutor
from siaga.foundation.executor.opening import open_executor


def test_local_is_this_machine() -> None:
    executor = open_executor("local", 1)
    assert isinstance(executor, LocalExecutor)
    executor.close()


@pytest.mark.parametrize(
    "text", ["remote", "dask", "dask://", "dask://host", "dask://:8786", "tcp://host:8786", "dask://h:x"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match=text):
        open_executor(text, 2)


def test_no_process_can_do_nothing() -> None:
    with pytest.raises(UsageError, match="0 processes"):
        open_executor("local", 0)


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"siaga\[dask\]"):
        open_executor("dask://127.0.0.1:1", 2)
