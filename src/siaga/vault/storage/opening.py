"""Opens the store that a person names: a folder's path or s3://bucket/prefix."""

from __future__ import annotations

from pathlib import Path

from siaga.vault.errors import VaultUsageError
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.local import LocalStorage
from siaga.vault.storage.s3 import S3Storage

S3_SCHEME = "s3://"


def open_storage(place: str) -> Storage:
    """Return the store at a place; nothing is made or asked yet.

    S3 takes its endpoint, region and credentials from the usual AWS environment ($AWS_ENDPOINT_URL,
    $AWS_REGION, $AWS_ACCESS_KEY_ID … or the files that the AWS tools read). Raises VaultUsageError for an
    address that isn't understood, or if boto3 is not installed.
    """
    if place.startswith(S3_SCHEME):
        bucket, _, prefix = place.removeprefix(S3_SCHEME).partition("/")
        return S3Storage(bucket, prefix.strip("/"))
    if not place or "://" in place:
        raise VaultUsageError(place or "(nothing)", "a vault is a folder or s3://bucket/prefix")
    return LocalStorage(Path(place).absolute())
