"""Go's own golang.org/x/mod/sumdb is content with our logs, and with none that was altered."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from siaga.vault.tlog.note import SignedNote

from .judged_logs import Judged

DEBIAN_GO = Path("/usr/share/gocode")

REASONS = (
    "invalid transparency proof",
    "is cut off",
    "downloaded inconsistent tile",
    "no such file",
    "invalid signature for key",
    "is not the beginning of",
    "but the log has",
)
"""What a judge may say of a log that was altered; anything else is the judge's own failure."""

pytestmark = pytest.mark.debian


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the judge, compiled from `go_judge/main.go` and Debian's golang-golang-x-mod-dev, no network."""
    go = shutil.which("go")
    if go is None or not (DEBIAN_GO / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        pytest.skip("Go judges nothing: Debian's golang-go or golang-golang-x-mod-dev is not installed")
    folder = tmp_path_factory.mktemp("go")
    settings = {"GO111MODULE": "off", "GOPATH": str(DEBIAN_GO), "GOTOOLCHAIN": "local", "GOFLAGS": ""}
    subprocess.run(
        [go, "build", "-o", str(folder / "judge"), str(Path(__file__).parent / "go_judge" / "main.go")],
        env={**os.environ, **settings, "CGO_ENABLED": "0"},
        check=True,
    )
    return folder / "judge"


def judged(judge: Path, log: Judged, folder: Path, first_key: str) -> subprocess.CompletedProcess[str]:
    command = [str(judge), str(log.log), first_key, *map(str, log.kept(folder))]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_proves_every_entry_and_every_size_and_knows_each_key(
    judge: Path, true_log: Judged, tmp_path: Path
) -> None:
    said = judged(judge, true_log, tmp_path / "kept", true_log.first_key)
    keys = len(true_log.leaves("key/1"))
    told = f"{true_log.view.size} entries, {keys} keys, {len(true_log.published) + 1} checkpoints\n"
    assert (said.returncode, said.stdout) == (0, told)


def test_it_refuses_what_was_altered(judge: Path, tampered: Judged, tmp_path: Path) -> None:
    said = judged(judge, tampered, tmp_path / "kept", tampered.first_key)
    assert said.returncode == 1
    assert said.stdout.startswith("REFUSED: ")
    assert any(reason in said.stdout for reason in REASONS), said.stdout


def test_it_refuses_an_old_checkpoint_signed_with_a_newer_key(
    judge: Path, true_logs: dict[str, Judged], tmp_path: Path
) -> None:
    log = true_logs["recovered"]
    text = SignedNote.parse(log.published[0], "kept").text
    forged = SignedNote(text, (log.signer.sign(text),)).encode()
    said = judged(judge, replace(log, published=(forged,)), tmp_path / "kept", log.first_key)
    assert said.stdout == "REFUSED: kept-0: note has no verifiable signatures\n"


def test_it_refuses_a_log_that_begins_with_another_key(
    judge: Path, true_logs: dict[str, Judged], tmp_path: Path
) -> None:
    other = true_logs["small"].first_key
    said = judged(judge, true_logs["recovered"], tmp_path / "kept", other)
    assert said.stdout == "REFUSED: the log begins with another key\n"
