"""Which store a text names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from siaga.vault.errors import VaultUsageError
from siaga.vault.storage.local import LocalStorage
from siaga.vault.storage.opening import open_storage
from siaga.vault.storage.s3 import S3Storage


def test_a_path_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    storage = open_storage("vault")
    assert isinstance(storage, LocalStorage)
    assert storage.place == str(tmp_path / "vault")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("s3://{}/city/vault", "s3://{}/city/vault"),
        ("s3://{}/city/", "s3://{}/city"),
        ("s3://{}", "s3://{}/"),
    ],
)
def test_an_address_is_a_bucket(s3_environment: str, place: str, name: str) -> None:
    storage = open_storage(place.format(s3_environment))
    assert isinstance(storage, S3Storage)
    assert storage.place == name.format(s3_environment)
    storage.create("a/b", b"1")
    assert list(storage.names("")) == ["a/b"]


@pytest.mark.parametrize(
    "place", ["", "https://bucket/prefix", "s3://", "s3:///prefix", "s3://bucket/a/../b"]
)
def test_other_texts_are_refused(place: str) -> None:
    with pytest.raises(VaultUsageError):
        open_storage(place)


def test_without_boto3_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(VaultUsageError, match=r"siaga\[s3\]"):
        open_storage("s3://bucket/prefix")
