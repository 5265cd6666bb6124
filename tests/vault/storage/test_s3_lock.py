"""The lock on S3: taken over from the dead, kept by the living, refused by a store that overwrites."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import boto3
import pytest

from siaga.vault.errors import ConflictError, MissingError, VaultUsageError
from siaga.vault.storage.holder import Holder
from siaga.vault.storage.s3 import S3Storage
from siaga.vault.storage.s3_client import Patience

HASTY = Patience(connect=20, answer=20, tries=1)


@pytest.fixture
def storage(s3_environment: str) -> S3Storage:
    return S3Storage(s3_environment, "city", HASTY)


def leave(bucket: str, data: bytes) -> None:
    boto3.client("s3").put_object(Bucket=bucket, Key="city/.lock", Body=data)


def lock_object(bucket: str) -> bytes | None:
    client = boto3.client("s3")
    try:
        found: bytes = client.get_object(Bucket=bucket, Key="city/.lock")["Body"].read()
    except client.exceptions.NoSuchKey:
        return None
    return found


def test_a_held_lock_says_who_and_how_to_end_it(storage: S3Storage, s3_environment: str) -> None:
    elsewhere = replace(Holder.ours(), host="server-2", process=77)
    leave(s3_environment, elsewhere.encode())
    text = rf"process 77 on server-2 is writing to it since .* UTC; .*s3://{s3_environment}/city/\.lock"
    with pytest.raises(ConflictError, match=text), storage.lock():
        raise AssertionError("two writers")
    assert lock_object(s3_environment) == elsewhere.encode()


def test_an_unreadable_holder_is_respected(storage: S3Storage, s3_environment: str) -> None:
    leave(s3_environment, b"\xff\xfe")
    with pytest.raises(ConflictError, match="somebody"), storage.lock():
        raise AssertionError("two writers")


@pytest.mark.skipif(not Holder.ours().machine, reason="no machine-id here: a dead holder can't be told")
def test_a_process_killed_here_is_followed(storage: S3Storage, s3_environment: str) -> None:
    program = (
        "import sys; from siaga.vault.storage.s3 import S3Storage\n"
        "with S3Storage(sys.argv[1], 'city').lock(): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, s3_environment]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(ConflictError, match=f"process {process.pid} "), storage.lock():
            raise AssertionError("two writers")
        process.kill()
        process.wait()
    with storage.lock():
        assert lock_object(s3_environment) == Holder.ours().encode()
    assert lock_object(s3_environment) is None


def test_our_own_forgotten_lock_is_ours_again(storage: S3Storage, s3_environment: str) -> None:
    leave(s3_environment, Holder.ours().encode())  # as if the store had gone away when we let go
    with storage.lock():
        pass
    assert lock_object(s3_environment) is None


def test_who_was_taken_over_leaves_the_lock_to_the_other(storage: S3Storage, s3_environment: str) -> None:
    other = replace(Holder.ours(), host="server-2")
    with storage.lock():
        leave(s3_environment, other.encode())
    assert lock_object(s3_environment) == other.encode()


def test_a_lock_that_somebody_removed_is_no_error(storage: S3Storage, s3_environment: str) -> None:
    with storage.lock():
        boto3.client("s3").delete_object(Bucket=s3_environment, Key="city/.lock")
    with pytest.raises(MissingError):
        storage.read("log/checkpoint")


@pytest.mark.parametrize("ignored", ["IfNoneMatch", "IfMatch"])
def test_a_store_that_ignores_conditions_is_refused(
    storage: S3Storage, monkeypatch: pytest.MonkeyPatch, ignored: str
) -> None:
    client = storage._clients.once
    sent = client.put_object

    def put_object(**given: object) -> object:
        given.pop(ignored, None)  # what a store does that has never heard of it
        return sent(**given)

    monkeypatch.setattr(client, "put_object", put_object)
    with pytest.raises(VaultUsageError, match=f"ignores {ignored}"), storage.lock():
        raise AssertionError("not reached")
