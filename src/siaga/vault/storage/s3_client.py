"""Talks to S3 through boto3: two patiences, and what its refusals mean to a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from siaga.vault.errors import ConflictError, MissingError, StorageError, UnreachableError, VaultUsageError

_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a store, in seconds, and how often to try what may be repeated."""

    connect: float = 5.0
    answer: float = 20.0
    tries: int = 3


class S3Clients:
    """boto3 clients for one bucket, configured by the usual AWS environment."""

    def __init__(self, place: str, bucket: str, patience: Patience) -> None:
        if not bucket:
            raise VaultUsageError(place, "the bucket is not named: s3://bucket/prefix")
        self.bucket = bucket
        self.patient = _client(place, patience)
        self.once = _client(place, replace(patience, tries=1))
        """For what must not be repeated: its second try would meet the effect of the first."""


def _client(place: str, patience: Patience) -> Any:
    try:
        import boto3  # noqa: PLC0415 - an extra, asked for only by those who use S3
        from botocore.config import Config  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415
    except ImportError as error:
        raise VaultUsageError(place, "S3 needs the extra siaga[s3] (boto3 is not installed)") from error
    own = any(os.environ.get(name) for name in _ENDPOINTS)
    config = Config(
        connect_timeout=patience.connect,
        read_timeout=patience.answer,
        retries={"mode": "standard", "total_max_attempts": patience.tries},
        # Stores of one's own rarely have a DNS name for each bucket.
        s3={"addressing_style": "path" if own else "auto"},
        # We send our own digests; boto3's streaming ones are unknown to many S3-compatible stores.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    try:
        return boto3.client("s3", config=config)
    except (BotoCoreError, ValueError) as error:
        raise VaultUsageError(place, f"S3 is not set up: {error}") from error


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn boto3's errors inside into storage errors that name `place`."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - an extra, see above

    try:
        yield
    except ClientError as error:
        raise _meaning(place, error.response) from error
    except BotoCoreError as error:
        raise UnreachableError(place, f"the store does not answer: {error}") from error


def precondition_failed(error: ConflictError) -> bool:
    """Say whether a conflict is a failed If-Match or If-None-Match, and so tells of what is stored."""
    response = getattr(error.__cause__, "response", {})
    return bool(response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 412)


def _meaning(place: str, response: dict[str, Any]) -> StorageError:
    """Return the storage error for an answer of the store."""
    code = str(response.get("Error", {}).get("Code", ""))
    text = str(response.get("Error", {}).get("Message", ""))
    status = int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    if code == "NoSuchBucket":
        return UnreachableError(place, "the bucket does not exist")
    if status == 404:
        return MissingError(place, "there is nothing under this name")
    if status in {409, 412}:
        return ConflictError(place, f"somebody else is writing it, or wrote it first ({code})")
    if status == 403:
        return UnreachableError(place, f"the store refuses this user ({code}: {text})")
    return UnreachableError(place, f"the store does not serve: {status} {code}: {text}")
