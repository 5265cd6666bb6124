"""The stores that the contract is tried on: a folder, a disk in memory, and S3 as a real server speaks it."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from siaga.vault.storage.contract import Storage
from siaga.vault.storage.local import LocalStorage
from siaga.vault.storage.power_loss import PowerLossDisk
from siaga.vault.storage.s3 import S3Storage
from siaga.vault.storage.s3_client import Patience

HASTY = Patience(connect=20, answer=20, tries=1)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Return the address of an S3-speaking server on loopback."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_environment(s3_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Point the AWS environment to that server; return a bucket's name."""
    environment = {
        "AWS_ENDPOINT_URL": s3_server,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(tmp_path / "none"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none"),
        "NO_PROXY": "127.0.0.1",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    bucket = f"bucket-{secrets.token_hex(8)}"
    boto3.client("s3").create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True)
    return bucket


@pytest.fixture(params=["folder", "memory", "s3"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Storage]:
    """Return what opens one and the same store anew, as another process would."""
    if request.param == "folder":
        return lambda: LocalStorage(tmp_path / "city/vault")
    if request.param == "memory":
        disk = PowerLossDisk()
        return lambda: LocalStorage(Path("/city/vault"), disk)
    bucket: str = request.getfixturevalue("s3_environment")
    return lambda: S3Storage(bucket, "city/vault", HASTY)


@pytest.fixture
def store(new_store: Callable[[], Storage]) -> Storage:
    """Return an empty store of each kind."""
    return new_store()
