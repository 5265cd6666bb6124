"""A connection to a Dask scheduler that never waits for what can't come any more."""

from __future__ import annotations

import importlib
import secrets
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from siaga.foundation.errors import UsageError
from siaga.foundation.executor.contract import ExecutorLostError, TaskError
from siaga.foundation.executor.errand import Done, Errand, Failed, carry_out

_SCHEMES = {"dask": "tcp", "dask+tls": "tls"}


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, address: str, patience: float, client: Any) -> None:
        self.address = address
        self.patience = patience
        self.client = client
        self.scheduler = self.identity()
        """Which scheduler we are connected to: a restarted one has another identity."""

    @staticmethod
    def connected(address: str, patience: float) -> Cluster:
        """Connect within `patience` seconds to dask://host:port or dask+tls://host:port.

        Raises UsageError if Dask isn't installed or the address is none, ExecutorLostError if nobody answers.
        """
        try:
            distributed: Any = importlib.import_module("distributed")  # an extra, for those with a cluster
        except ImportError as error:
            text = "needs the extra siaga[dask] (distributed is not installed)"
            raise UsageError(f"{address}: {text}") from error
        scheme, _, rest = address.partition("://")
        host, _, port = rest.rpartition(":")
        if scheme not in _SCHEMES or not host or not port.isdigit():
            raise UsageError(f"{address}: a scheduler is dask://host:port or dask+tls://host:port")
        try:
            client = distributed.Client(
                f"{_SCHEMES[scheme]}://{rest}",
                timeout=patience,
                security=distributed.Security(require_encryption=scheme == "dask+tls"),
                set_as_default=False,
                name="siaga",
            )
        except (OSError, TimeoutError) as error:
            raise ExecutorLostError(f"{address}: the scheduler does not answer: {error}") from error
        except (TypeError, ValueError, RuntimeError) as error:  # TLS without certificates
            raise UsageError(f"{address}: {error}") from error
        return Cluster(address, patience, client)

    def alive(self) -> Cluster:
        """Return a connection for a new run: this one, or another to the scheduler that is there now."""
        with suppress(ExecutorLostError):
            if self.client.status == "running" and self.identity() == self.scheduler:
                return self
        self.close()
        return Cluster.connected(self.address, self.patience)

    def threads(self) -> int:
        """Return how many tasks the workers can do at a time, waiting for the first worker."""
        try:
            self.client.wait_for_workers(1, timeout=self.patience)
            return sum(self.client.nthreads().values()) or 1
        except (OSError, TimeoutError) as error:
            raise ExecutorLostError(f"{self.address}: the cluster has no workers: {error}") from error

    def identity(self) -> str:
        """Ask the scheduler who it is."""
        try:
            answer = self.client.sync(self.client.scheduler.identity, callback_timeout=self.patience)
        except Exception as error:  # of many kinds, and each means that nobody answers
            raise self.lost() from error
        return str(answer["id"])

    def close(self) -> None:
        """Leave the cluster."""
        with suppress(OSError, TimeoutError):
            self.client.close(timeout=self.patience)

    def lost(self) -> ExecutorLostError:
        """Return the error for a scheduler that is gone."""
        text = "the scheduler went away or was restarted; run the job again: what has a receipt is kept"
        return ExecutorLostError(f"{self.address}: {text}")


class KilledError(Exception):
    """Dask gave an errand up, since several workers died with it."""


class Hand:
    """The errands of one run that are in the cluster's hands, by their index."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._futures: dict[int, Any] = {}
        self._ended: SimpleQueue[tuple[str, int]] = SimpleQueue()
        self._run = secrets.token_hex(8)
        self._sent = 0

    def submit(self, index: int, errand: Errand) -> None:
        """Hand an errand to the cluster."""
        self._sent += 1
        key = f"siaga-{self._run}-{self._sent}"
        try:
            future = self._cluster.client.submit(carry_out, errand, key=key, pure=False)
        except Exception as error:  # Dask has a plain Exception for a connection that was closed
            raise self._cluster.lost() from error
        self._futures[index] = future
        future.add_done_callback(partial(self._note, key, index))

    def next_ended(self) -> int:
        """Wait for the next errand to end, looking now and then whether the scheduler still knows of them."""
        while True:
            try:
                key, index = self._ended.get(timeout=self._cluster.patience / 4)
            except Empty:
                # A scheduler that stops in good order leaves its clients waiting for ever.
                if self._cluster.identity() != self._cluster.scheduler:
                    raise self._cluster.lost() from None
                continue
            if index in self._futures and self._futures[index].key == key:
                return index

    def outcome(self, index: int, errand: Errand) -> Done | Failed:
        """Fetch the outcome of an errand that ended; KilledError if Dask gave it up."""
        future = self._futures.pop(index)
        try:
            outcome: Done | Failed = future.result()
        except Exception as error:
            kinds = {kind.__name__ for kind in type(error).__mro__}
            if "KilledWorker" in kinds:
                raise KilledError(str(error)) from error
            if isinstance(error, OSError | TimeoutError) or "CancelledError" in kinds:
                raise self._cluster.lost() from error
            text = f"the workers can't run the task: {type(error).__name__}: {error}"
            raise TaskError(errand.name, text) from error
        return outcome

    def drop(self) -> None:
        """Forget what is in hand; workers finish what they have begun."""
        self._futures.clear()  # Dask drops a task when its last future goes

    def _note(self, key: str, index: int, _: Any) -> None:
        self._ended.put((key, index))
