"""The vault's bytes in an S3-compatible store: conditional writes make them create-only (docs/vault.md)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress

from siaga.vault.errors import ConflictError, MissingError
from siaga.vault.storage.contract import Versioned
from siaga.vault.storage.names import checked, checked_prefix, is_ours
from siaga.vault.storage.s3_client import Patience, S3Clients, precondition_failed, translated
from siaga.vault.storage.s3_lock import hold

PAGE = 1000
"""Names per answer of a listing: the most that S3 gives."""


class S3Storage:
    """Objects below `prefix` in a bucket; implements Storage. A put is whole and durable by S3's contract.

    Creating uses `If-None-Match: *`, replacing `If-Match` with the ETag, so the store must know both: `lock`
    tries it, and refuses a store that doesn't. Needs the extra siaga[s3].
    """

    def __init__(self, bucket: str, prefix: str = "", patience: Patience | None = None) -> None:
        self._bucket = bucket
        self._below = f"{prefix}/" if prefix else ""
        self._place = f"s3://{bucket}/{prefix}"
        checked_prefix(self._below)
        self._clients = S3Clients(self._place, bucket, patience or Patience())

    @property
    def place(self) -> str:
        """s3://bucket/prefix."""
        return self._place

    def read(self, name: str) -> bytes:
        """Return all bytes."""
        found = self.version(name)
        if found is None:
            raise MissingError(self._at(name), "there is nothing under this name")
        return found.data

    def read_range(self, name: str, offset: int, size: int) -> bytes:
        """Return `size` bytes from `offset`, fewer at the end."""
        if offset < 0 or size < 0:
            raise ValueError(f"no range: {offset}, {size}")
        if offset >= self.size(name) or size == 0:  # HTTP has no empty range
            return b""
        with translated(self._at(name)):
            span = f"bytes={offset}-{offset + size - 1}"
            answer = self._clients.patient.get_object(**self._address(name), Range=span)
            data: bytes = answer["Body"].read()
        return data

    def size(self, name: str) -> int:
        """Return the length in bytes."""
        with translated(self._at(name)):
            return int(self._clients.patient.head_object(**self._address(name))["ContentLength"])

    def create(self, name: str, data: bytes) -> None:
        """Write bytes that never change again; repeating it after a lost answer does no harm."""
        if self._put(name, data, None) is not None:
            return
        found = self.version(name)
        if found is None or found.data != data:
            raise ConflictError(self._at(name), "other bytes stand here already")

    def version(self, name: str) -> Versioned | None:
        """Return the bytes and their ETag."""
        with suppress(MissingError), translated(self._at(name)):
            answer = self._clients.patient.get_object(**self._address(name))
            return Versioned(answer["Body"].read(), str(answer["ETag"]))
        return None

    def replace(self, name: str, data: bytes, expected: str | None) -> str:
        """Write if the ETag still is `expected`; asked once only: a second try would meet the first."""
        version = self._put(name, data, expected, once=True)
        if version is None:
            raise ConflictError(self._at(name), "somebody else changed it first")
        return version

    def names(self, prefix: str) -> Iterator[str]:
        """Yield the names below a folder, sorted (S3 lists in UTF-8 order, which is that of code points)."""
        start = self._below + checked_prefix(prefix)
        with translated(self._at(prefix)):
            lister = self._clients.patient.get_paginator("list_objects_v2")
            size = {"PageSize": PAGE}
            for page in lister.paginate(Bucket=self._bucket, Prefix=start, PaginationConfig=size):
                for entry in page.get("Contents", ()):
                    name = str(entry["Key"]).removeprefix(self._below)
                    # Consoles make empty objects "folder/" to show folders; they are no bytes of anybody.
                    if not name.endswith("/") and not is_ours(name):
                        yield name

    def remove(self, name: str) -> None:
        """Remove bytes; in a bucket with versions the store keeps them behind a delete marker."""
        with translated(self._at(name)):
            self._clients.patient.delete_object(**self._address(name))

    def move(self, name: str, to: str) -> None:
        """Copy, then delete: the bytes are never nowhere."""
        self.create(to, self.read(name))
        self.remove(name)

    def lock(self) -> AbstractContextManager[None]:
        """Be the only writer, by an object that names the holder (s3_lock says what happens when he dies)."""
        return hold(self._clients, self._below, self._place)

    def sweep(self) -> int:
        """Return 0: S3 shows no half-written objects."""
        return 0

    def _put(self, name: str, data: bytes, expected: str | None, *, once: bool = False) -> str | None:
        """Write on condition; return the new ETag, or None if the condition does not hold."""
        condition = {"IfNoneMatch": "*"} if expected is None else {"IfMatch": expected}
        client = self._clients.once if once else self._clients.patient
        # The digest goes along: the store refuses bytes damaged on the way, and Object Lock asks for it.
        digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
        sealed = {"ChecksumAlgorithm": "SHA256", "ChecksumSHA256": digest}
        try:
            with translated(self._at(name)):
                answer = client.put_object(**self._address(name), Body=data, **sealed, **condition)
        except MissingError:  # to replace what is gone is a conflict, too
            return None
        except ConflictError as error:
            if precondition_failed(error):
                return None
            raise
        return str(answer["ETag"])

    def _at(self, name: str) -> str:
        return f"s3://{self._bucket}/{self._below}{name}"

    def _address(self, name: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._below + checked(name)}
