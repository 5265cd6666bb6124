"""One HTTP request and its bounded answer: no redirects, short waits, nothing endless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from siaga.vault.errors import UnreachableError

WAIT_S = 10.0
"""Seconds for connecting, and for each piece of the answer."""

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
    return PoolManager(
        timeout=Timeout(connect=WAIT_S, read=WAIT_S),
        retries=Retry(total=1, redirect=0, status=0, raise_on_redirect=False, allowed_methods=None),
        ca_certs=None if ca_file is None else str(ca_file),
    )


def exchange(
    pool: PoolManager,
    method: str,
    url: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answered:
    """Ask and return what was answered, whatever its status; UnreachableError if nothing usable came."""
    try:
        answer = pool.request(
            method, url, body=body, headers=dict(headers or {}), redirect=False, preload_content=False
        )
        try:
            data = answer.read(MOST_ANSWER + 1)
        finally:
            answer.release_conn()
    except (HTTPError, OSError) as error:
        raise UnreachableError(url, f"does not answer: {error}") from error
    if len(data) > MOST_ANSWER:
        raise UnreachableError(url, "answers without end")
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Answered(answer.status, kind, data)
