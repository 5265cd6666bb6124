"""A whole walk by the command: seal, check, hunt, ask by SQL, prove, export, verify, and what others read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SIAGA = str(Path(sys.executable).with_name("siaga"))
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "logs"
LINE = b'192.0.2.7 - - [01/Nov/2026:10:00:00 +0700] "GET /berita/%d HTTP/1.1" 200 512 "-" "Mozilla/5.0"\n'


def _siaga(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([SIAGA, *arguments], cwd=cwd, capture_output=True, check=False)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    done = _siaga("vault", "init", "--origin", "siaga.example/evidence", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_the_same_answer_from_files_and_from_what_was_sealed(city: Path) -> None:
    shutil.copytree(EXAMPLES, city / "logs")
    assert _siaga("check", "logs", "-q", "--json", "files.json", cwd=city).returncode == 10
    assert _siaga("check", "logs", "-q", "--seal", "vault", "--json", "seal.json", cwd=city).returncode == 10
    assert _siaga("check", "-q", "--vault", "vault", "--json", "vault.json", cwd=city).returncode == 10
    two = _siaga("check", "-q", "--vault", "vault", "--jobs", "2", "--json", "two.json", cwd=city)
    assert two.returncode == 10
    answers = {(city / name).read_bytes() for name in ("files.json", "seal.json", "vault.json", "two.json")}
    assert len(answers) == 1


def test_every_act_goes_on_where_the_last_one_ended(city: Path) -> None:
    (city / "access.log").write_bytes(b"".join(LINE % number for number in range(300)))
    (city / "ioc").write_text("/berita/77 \n192.0.2.0/28\n")
    assert _siaga("vault", "seal", "-q", "access.log", cwd=city).returncode == 0
    assert b"300" in _siaga("vault", "sql", "SELECT count(*) FROM access", cwd=city).stdout
    hunted = _siaga("vault", "hunt", "-i", "ioc", cwd=city)
    assert hunted.returncode == 10, hunted.stderr
    assert b"access.log:78" in hunted.stdout
    nowhere = _siaga("vault", "hunt", "-i", "ioc", "--since", "2001-01-01", "--until", "2001-01-02", cwd=city)
    assert nowhere.returncode == 20, "what nobody looked at is no answer"
    assert _siaga("vault", "prove", "line", "access.log", "5", "--out", "line.json", cwd=city).returncode == 0
    assert b"/berita/5 " not in (city / "line.json").read_bytes()
    assert _siaga("vault", "export", "bundle", "--line", "access.log:5", cwd=city).returncode == 0
    judged = subprocess.run(
        [sys.executable, "-I", "bundle/siaga_verify.py", "bundle.zip"],
        cwd=city,
        capture_output=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout
    assert b"/berita/4 " in judged.stdout
    assert b"/berita/5 " not in judged.stdout
    assert _siaga("vault", "verify", "--deep", cwd=city).returncode == 0


@pytest.mark.debian
def test_others_read_the_evidence(city: Path) -> None:
    if shutil.which("zstd") is None:
        pytest.skip("zstd is not installed")
    raw = b"".join(LINE % number for number in range(1000))
    (city / "access.log").write_bytes(raw)
    assert _siaga("vault", "seal", "-q", "access.log", cwd=city).returncode == 0
    (segment,) = (city / "vault" / "segments").rglob("*.zst")
    assert subprocess.run(["zstd", "-dc", str(segment)], capture_output=True, check=True).stdout == raw


def test_a_killed_sealing_loses_nothing_that_was_acknowledged(city: Path) -> None:
    for number in range(12):
        (city / f"{number}.log").write_bytes(LINE % number)
        command = [SIAGA, "vault", "seal", "-q", f"{number}.log"]
        process = subprocess.Popen(command, cwd=city, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        if number % 2:
            # In the middle of it: as soon as it has begun to write.
            while process.poll() is None and not list((city / "vault" / "log").glob("journal")):
                os.sched_yield()
            process.send_signal(signal.SIGKILL)
        process.communicate()
    # The six that were left in peace are there; of the others, each is there whole or not at all.
    assert _siaga("vault", "seal", "-q", "0.log", cwd=city).returncode == 0
    assert _siaga("vault", "verify", "--deep", cwd=city).returncode == 0
    found = _siaga("vault", "sql", "--format", "csv", "SELECT DISTINCT target FROM access", cwd=city).stdout
    targets = set(found.decode().split())
    assert {f"/berita/{number}" for number in range(0, 12, 2)} <= targets


def test_a_reader_that_goes_away_is_no_failure_of_ours(city: Path) -> None:
    process = subprocess.Popen(
        [SIAGA, "vault", "status"], cwd=city, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    _, told = process.communicate()
    assert process.returncode == 141
    assert told == b""
