"""Get a time stamp from an authority over HTTP (RFC 3161 §3.4), and verify it before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from urllib3 import PoolManager

from siaga.vault.anchors.check import Stamp, check_stamp
from siaga.vault.anchors.request import Digest, stamp_request
from siaga.vault.errors import UnreachableError
from siaga.vault.witness.exchange import exchange, new_pool

_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


@dataclass(frozen=True, slots=True)
class Stamped:
    """The authority's answer, to be stored as `anchors/<size>.tsr`, and what it proves."""

    response: bytes
    stamp: Stamp


def get_stamp(
    url: str,
    data: bytes,
    roots: Sequence[x509.Certificate],
    digest: Digest = Digest.SHA256,
    pool: PoolManager | None = None,
) -> Stamped:
    """Have `data` (a checkpoint as a signed note) stamped by the authority at `url`.

    UnreachableError if there is no answer or another than a time stamp; TamperedError if the time stamp
    does not hold: another hash or nonce, not signed under one of `roots`, not granted.
    """
    request = stamp_request(data, digest)
    answer = exchange(pool or new_pool(), "POST", url, request.der, {"Content-Type": _QUERY})
    if answer.status != 200 or answer.kind != _REPLY:
        raise UnreachableError(
            url, f"answered {answer.status} {answer.kind or 'without type'}, no time stamp"
        )
    return Stamped(answer.body, check_stamp(answer.body, data, roots, url, request.nonce))
