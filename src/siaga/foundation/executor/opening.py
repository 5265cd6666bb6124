"""Opens the executor that a person names: "local" or the address of a Dask scheduler."""

from __future__ import annotations

from siaga.foundation.errors import UsageError
from siaga.foundation.executor.contract import Executor
from siaga.foundation.executor.dask_cluster import DaskExecutor
from siaga.foundation.executor.local import LocalExecutor


def open_executor(text: str, processes: int) -> Executor:
    """Return an executor for "local", with so many processes, or for dask://host:port, dask+tls://host:port.

    Raises UsageError for other texts or if Dask is not installed, ExecutorLostError if it does not answer.
    """
    if text == "local":
        return LocalExecutor(processes)
    if text.startswith(("dask://", "dask+tls://")):
        return DaskExecutor(text)
    raise UsageError(f'{text}: an executor is "local", "dask://host:port" or "dask+tls://host:port"')
