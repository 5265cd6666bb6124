"""`siaga vault watch`: a leaf a minute, witnesses, time stamps, publication, and alarms that people hear."""

from __future__ import annotations

import signal
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.vault.anchors.conftest import Authority, make_authority

from siaga.vault.actions.session import writing
from siaga.vault.keys.ring import KeyRing
from siaga.vault.leaves.interval import IntervalLeaf
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.storage.opening import open_storage
from siaga.vault.witness.folder import create_witness

from .conftest import ORIGIN, Clock, RunningWitness, Siaga, leaves, log_size, policy_text

__all__ = ["make_authority"]  # the authority's fixture, taken over from the anchors

MINUTE_US = 60_000_000
Program = Callable[..., subprocess.Popen[str]]
Authorities = Callable[..., Authority]


@pytest.fixture
def kept(clock: Clock, siaga: Siaga, folder: Path) -> Path:
    """Return a vault made at the clock's time, half a minute past the hour."""
    assert clock.now_us
    assert siaga("vault", "init", "--origin", ORIGIN, "--node", "n1").status == 0
    return folder / "vault"


def test_each_minute_has_one_leaf(kept: Path, siaga: Siaga, clock: Clock) -> None:
    for seconds in (0, 10, 20, 60, 61):
        clock.at(2026, 6, 15, 0, 1, 0)
        clock.now_us += seconds * 1_000_000
        said = siaga("vault", "watch", "--once")
        assert (said.status, said.out, said.err) == (0, "", "")
    first, second = leaves(kept, IntervalLeaf)
    assert (first.to_us - first.from_us, second.from_us) == (MINUTE_US, first.to_us)
    assert first.to_us % MINUTE_US == 0


def test_somebody_who_writes_just_now_is_told_and_waited_for(kept: Path, siaga: Siaga, clock: Clock) -> None:
    storage = open_storage(str(kept))
    with writing(storage, lambda origin: KeyRing(kept / "keys", origin), NoWitness(), clock):
        said = siaga("vault", "watch", "--once", "--publish", "pub")
    assert said.status == 0
    assert "(next minute)" in said.err
    assert Path("pub").read_bytes() == (kept / "log" / "checkpoint").read_bytes()
    assert leaves(kept, IntervalLeaf) == []


def test_the_checkpoint_is_published_for_all_to_read(kept: Path, siaga: Siaga, clock: Clock) -> None:
    Path("web").mkdir()
    seen = set()
    for _ in range(2):
        clock.now_us += MINUTE_US
        assert siaga("vault", "watch", "--once", "--publish", "web/checkpoint").status == 0
        published = Path("web/checkpoint")
        assert published.read_bytes() == (kept / "log" / "checkpoint").read_bytes()
        assert stat.S_IMODE(published.stat().st_mode) == 0o644
        seen.add(published.read_bytes())
    assert len(seen) == 2
    assert [path.name for path in Path("web").iterdir()] == ["checkpoint"]


def test_a_place_that_cannot_be_written_is_told(kept: Path, siaga: Siaga) -> None:
    said = siaga("vault", "watch", "--once", "--publish", "nowhere/checkpoint")
    assert said.status == 1
    assert "nowhere/checkpoint: the checkpoint can't be published" in said.err
    assert len(leaves(kept, IntervalLeaf)) == 1, "the log goes on"


@pytest.mark.parametrize("more", [("--tsa", "http://127.0.0.1:9"), ("--tsa-roots", "roots.pem")])
def test_an_authority_and_its_roots_go_together(kept: Path, siaga: Siaga, more: tuple[str, ...]) -> None:
    size = log_size(kept)
    said = siaga("vault", "watch", "--once", *more)
    assert said.status == 2
    assert "--tsa and --tsa-roots go together" in said.err
    assert log_size(kept) == size


def test_a_time_stamp_is_kept_with_its_checkpoint(
    kept: Path, siaga: Siaga, make_authority: Authorities
) -> None:
    authority = make_authority()
    roots = str(authority.folder / "ca.pem")
    assert siaga("vault", "watch", "--once", "--tsa", authority.url, "--tsa-roots", roots).status == 0
    (stamp,) = (kept / "anchors").glob("*.tsr")
    assert stamp.stem == str(log_size(kept))
    assert (kept / "log" / "history" / stamp.stem).read_bytes() == (kept / "log" / "checkpoint").read_bytes()


def test_an_authority_that_is_down_keeps_no_checkpoint_from_the_public(
    kept: Path, siaga: Siaga, make_authority: Authorities
) -> None:
    authority = make_authority(kind="text/plain")
    roots = str(authority.folder / "ca.pem")
    said = siaga("vault", "watch", "--once", "--tsa", authority.url, "--tsa-roots", roots, "--publish", "pub")
    assert said.status == 1
    assert "no time stamp" in said.err
    assert Path("pub").read_bytes() == (kept / "log" / "checkpoint").read_bytes()


@pytest.mark.parametrize(
    ("language", "told"),
    [("id", "siaga: Belum pernah ada saksi"), ("en", "siaga: No witness has ever cosigned")],
)
def test_silence_of_the_witnesses_is_an_alarm(
    kept: Path, siaga: Siaga, clock: Clock, language: str, told: str
) -> None:
    key = create_witness(kept.parent / "saksi", "saksi.kota-b.example/w")
    (kept / "policy").write_text(policy_text(kept, key.text, "http://127.0.0.1:9"))
    clock.now_us += 59 * MINUTE_US
    assert siaga("vault", "watch", "--once").status == 0
    clock.now_us += 2 * MINUTE_US
    said = siaga("vault", "watch", "--once", "--language", language)
    assert said.status == 10
    assert said.err.startswith(told)
    assert said.err.count("\n") == 1
    assert len(leaves(kept, IntervalLeaf)) == 2, "the log goes on"
    assert siaga("vault", "watch", "--once", "--alarm-after", "120").status == 0


def test_the_witness_is_asked_each_time(vault: Path, witness: RunningWitness, siaga: Siaga) -> None:
    (vault / "policy").write_text(policy_text(vault, witness.vkey, witness.url))
    for _ in range(2):
        said = siaga("vault", "watch", "--once")
        assert (said.status, said.err) == (0, "")
        assert "\u2014 saksi.kota-b.example/w " in (vault / "log" / "witnessed").read_text()


def test_a_history_that_a_witness_knows_otherwise_stops_the_log(
    vault: Path, witness: RunningWitness, siaga: Siaga, folder: Path
) -> None:
    (vault / "policy").write_text(policy_text(vault, witness.vkey, witness.url))
    assert siaga("vault", "witness", "ask").status == 0
    before = folder / "before"
    subprocess.run(["cp", "-a", str(vault), str(before)], check=True)
    assert siaga("vault", "policy", "--set", "vault/policy").status == 0
    size = log_size(before)
    said = siaga("vault", "watch", "--once", "--vault", "before")
    assert said.status == 1
    assert "knows a larger tree" in said.err
    assert log_size(before) == size


def test_a_log_that_does_not_hold_together_is_told(kept: Path, siaga: Siaga) -> None:
    (kept / "log" / "checkpoint").write_bytes(b"\x1b[2Jnonsense\n")
    said = siaga("vault", "watch", "--once")
    assert said.status == 1
    assert said.err.startswith("siaga: ")
    assert "\x1b" not in said.err
    assert "Traceback" not in said.err


def test_a_termination_waits_for_the_round_and_ends_it_with_its_status(vault: Path, program: Program) -> None:
    running = program("vault", "watch", "--publish", "nowhere/checkpoint")
    assert running.stderr is not None
    assert "nowhere/checkpoint" in running.stderr.readline()
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate()
    assert (running.returncode, out) == (1, "")
    assert "Traceback" not in err
    assert not (vault / "log" / "journal").exists()


def test_what_was_set_for_the_signal_is_put_back(kept: Path, siaga: Siaga) -> None:
    assert kept.is_dir()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    handler = signal.getsignal(signal.SIGTERM)
    assert siaga("vault", "watch", "--once").status == 0
    assert signal.pthread_sigmask(signal.SIG_BLOCK, set()) == before
    assert signal.getsignal(signal.SIGTERM) == handler
