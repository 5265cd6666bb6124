"""Connecting to a scheduler that isn't one, isn't there, or has no workers."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.foundation.executor.dask_processes import processes

from siaga.foundation.errors import UsageError
from siaga.foundation.executor.contract import ExecutorLostError
from siaga.foundation.executor.dask_client import Cluster, Hand

# distributed forgets a socket when a connection attempt is broken off; it is swept up here, not elsewhere.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    yield
    gc.collect()


def test_a_closed_port_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ExecutorLostError, match=f"^dask://127.0.0.1:{port}: the scheduler does not answer"):
        Cluster.connected(f"dask://127.0.0.1:{port}", 0.5)


def test_tls_needs_certificates() -> None:
    with pytest.raises(UsageError, match=r"^dask\+tls://127\.0\.0\.1:1: "):
        Cluster.connected("dask+tls://127.0.0.1:1", 0.5)


def test_a_scheduler_without_workers_is_said(tmp_path: Path) -> None:
    with processes(tmp_path) as started:
        started.scheduler()
        cluster = Cluster.connected(f"dask://{started.address}", 0.5)
        assert cluster.alive() is cluster
        true, cluster.scheduler = cluster.scheduler, "Scheduler-of-before"
        with pytest.raises(ExecutorLostError, match="was restarted"):
            Hand(cluster).next_ended()
        cluster.scheduler = true
        with pytest.raises(ExecutorLostError, match="no workers"):
            cluster.threads()
        cluster.close()
        with pytest.raises(ExecutorLostError):
            cluster.identity()
        again = cluster.alive()
        assert again is not cluster
        assert again.scheduler == cluster.scheduler
        again.scheduler = "Scheduler-of-before"
        last = again.alive()
        assert last is not again
        assert last.scheduler == true
        last.close()
