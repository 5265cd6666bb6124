"""Makes a time-stamp query (RFC 3161 §2.4.1) over a checkpoint's bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder


class Digest(Enum):
    """The hash that the authority is shown."""

    SHA256 = HashAlgorithm.SHA256
    SHA512 = HashAlgorithm.SHA512


@dataclass(frozen=True, slots=True)
class StampRequest:
    """The query (DER), and the nonce that its answer must repeat."""

    der: bytes
    nonce: int


def stamp_request(data: bytes, digest: Digest = Digest.SHA256) -> StampRequest:
    """Return a query for `data`, with a fresh nonce, asking for the authority's certificate."""
    builder = TimestampRequestBuilder().data(data).hash_algorithm(digest.value)
    request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    if request.nonce is None:
        raise AssertionError("a query without the nonce that was asked for")
    return StampRequest(request.as_bytes(), request.nonce)
