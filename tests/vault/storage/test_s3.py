"""S3 as a real server speaks it: conditions, prefixes, versions that cannot be deleted."""

from __future__ import annotations

import datetime as dt
import threading

import boto3
import pytest
from botocore.exceptions import ClientError

from siaga.vault.errors import ConflictError
from siaga.vault.storage import s3
from siaga.vault.storage.s3 import S3Storage
from siaga.vault.storage.s3_client import Patience


def test_a_prefix_is_a_store_of_its_own(s3_environment: str) -> None:
    one, other, all_of_it = (S3Storage(s3_environment, prefix) for prefix in ("a", "ab", ""))
    one.create("x", b"1")
    other.create("x", b"2")
    assert (one.read("x"), other.read("x")) == (b"1", b"2")
    assert list(one.names("")) == ["x"]
    assert list(all_of_it.names("")) == ["a/x", "ab/x"]


def test_folder_objects_of_consoles_are_no_bytes(s3_environment: str) -> None:
    boto3.client("s3").put_object(Bucket=s3_environment, Key="a/log/", Body=b"")
    storage = S3Storage(s3_environment, "a")
    storage.create("log/x", b"1")
    assert list(storage.names("")) == ["log/x"]


def test_many_pages_are_listed(s3_environment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = boto3.client("s3")
    names = [f"n/{number:04}" for number in range(10)]
    monkeypatch.setattr(s3, "PAGE", 4)
    for name in names:
        client.put_object(Bucket=s3_environment, Key=name, Body=b"")
    assert list(S3Storage(s3_environment).names("n/")) == names


def test_of_many_writers_one_wins(s3_environment: str) -> None:
    version = S3Storage(s3_environment).replace("log/checkpoint", b"0", None)
    won: list[bytes] = []

    def write(data: bytes) -> None:
        storage = S3Storage(s3_environment, patience=Patience(tries=1))
        try:
            storage.replace("log/checkpoint", data, version)
        except ConflictError:
            return
        won.append(data)

    writers = [threading.Thread(target=write, args=(bytes([65 + number]),)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert won == [S3Storage(s3_environment).read("log/checkpoint")]


def test_object_lock_keeps_what_we_wrote(s3_environment: str) -> None:
    """The bucket's retention rule is the operator's; our writes must be such that it takes hold."""
    client = boto3.client("s3")
    rule = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}}
    client.put_object_lock_configuration(
        Bucket=s3_environment, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule}
    )
    storage = S3Storage(s3_environment, "a")
    storage.create("segments/1", b"evidence")
    (version,) = client.list_object_versions(Bucket=s3_environment)["Versions"]
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    client.put_object_retention(  # what the rule does by itself in a store that is more than a test server
        Bucket=s3_environment,
        Key="a/segments/1",
        VersionId=version["VersionId"],
        Retention={"Mode": "COMPLIANCE", "RetainUntilDate": until},
    )
    storage.remove("segments/1")
    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(Bucket=s3_environment, Key="a/segments/1", VersionId=version["VersionId"])
    found = client.get_object(Bucket=s3_environment, Key="a/segments/1", VersionId=version["VersionId"])
    assert found["Body"].read() == b"evidence"
