"""One HTTP request and its bounded answer: no redirects, one deadline for all of it, nothing endless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from siaga.vault.errors import UnreachableError
from siaga.vault.witness.deadline import Deadline, watched

WAIT_S = 10.0
"""Seconds for connecting, and for each piece of the answer."""

WHOLE_S = 30.0
"""Seconds for the whole exchange: who sends a byte now and then must not hold a commit up."""

MOST_ANSWER = 1024 * 1024
"""Bytes of an answer that are read; more than that is no answer of this protocol."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Status, media type without parameters, and body."""

    status: int
    kind: str
    body: bytes


def new_pool(ca_file: Path | None = None) -> PoolManager:
    """Return a pool of connections; `ca_file` holds the roots of a private authority."""
    pool = PoolManager(
        timeout=Timeout(connect=WAIT_S, read=WAIT_S),
        retries=Retry(total=1, redirect=0, status=0, raise_on_redirect=False, allowed_methods=None),
        ca_certs=None if ca_file is None else str(ca_file),
    )
    return watched(pool)


def exchange(
    pool: PoolManager,
    method: str,
    url: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answered:
    """Ask and return what was answered, whatever its status; UnreachableError if nothing usable came in time.

    `pool` is one of `new_pool`.
    """
    with Deadline(WHOLE_S) as deadline:
        try:
            answer = pool.request(
                method, url, body=body, headers=dict(headers or {}), redirect=False, preload_content=False
            )
            try:
                data = answer.read(MOST_ANSWER + 1)
            finally:
                answer.release_conn()
        except (HTTPError, OSError) as error:
            reason = deadline.reason or f"does not answer: {error}"
            raise UnreachableError(url, reason) from error
    if deadline.reason:  # where the answer has no length, its cut end looks like an end
        raise UnreachableError(url, deadline.reason)
    if len(data) > MOST_ANSWER:
        raise UnreachableError(url, "answers without end")
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Answered(answer.status, kind, data)
