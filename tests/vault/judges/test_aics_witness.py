"""The witness aics-witness, another's implementation, cosigns our log and never its fork.

It needs Python 3.12 or newer; `make test` installs it into out/judges where one is found.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.acceptance.vault_estate import ORIGIN

from siaga.vault import layout
from siaga.vault.actions.session import rotate, writing
from siaga.vault.errors import HistoryError, NoteError
from siaga.vault.keys.ring import KeyRing
from siaga.vault.log.head import parse_head
from siaga.vault.tlog.note import SignedNote
from siaga.vault.tlog.policy import Policy
from siaga.vault.witness.asking import PolicyWitnesses

from .judged_logs import Judged, acts, grown

PROGRAM = Path(__file__).resolve().parents[3] / "out" / "judges" / "bin" / "aics-witness"
NAME = "saksi-lain.example/w1"


@dataclass
class Other:
    """The other's witness: its folder, verifier key and address."""

    folder: Path
    key: str
    url: str

    def ask(self, *command: str) -> str:
        """Run one of its commands and return what it prints."""
        config = str(self.folder / "witness.json")
        whole = [str(PROGRAM), command[0], "--config", config, *command[1:]]
        return subprocess.run(whole, capture_output=True, text=True, check=True).stdout

    def policy(self, log: Judged) -> Policy:
        """Return the log's own policy with this witness as quorum."""
        keys = "".join(f"log {key}\n" for key in log.epoch_keys)
        return Policy.parse(f"{keys}witness lain {self.key} {self.url}\nquorum lain\n".encode(), "policy")


@pytest.fixture(params=[(1,), (200, 53, 45)], ids=["small", "over a tile's edge"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Judged:
    """Return a log that this witness does not know yet."""
    return grown(tmp_path, request.param)


@pytest.fixture
def other(log: Judged, tmp_path: Path) -> Iterator[Other]:
    """Run the other's witness on a free port of loopback; it knows the log by its first key."""
    if not PROGRAM.exists():
        pytest.skip("aics-witness judges nothing: make test found no Python 3.12 or newer to install it with")
    found = Other(tmp_path / "other", "", "")
    found.folder.mkdir()
    found.key = found.ask("init", "--name", NAME).strip()
    found.ask("add-log", "--origin", ORIGIN, "--vkey", log.first_key)
    command = [
        str(PROGRAM),
        "serve",
        "--config",
        str(found.folder / "witness.json"),
        "--listen",
        "127.0.0.1:0",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            told = next(line for line in process.stderr if "listening on" in line)
            found.url = re.findall(r"http://[0-9.:]+", told)[0]
            yield found
        finally:
            # Nothing of its memory is needed any more, and it takes half a second to say goodbye.
            process.kill()


def asked(log: Judged, other: Other) -> PolicyWitnesses:
    return PolicyWitnesses(other.policy(log), lambda: int(time.time()))


def grow(log: Judged, other: Other, count: int) -> PolicyWitnesses:
    """Commit leaves with the other's witness asked, as `siaga vault seal` would."""
    witnesses = asked(log, other)
    with writing(log.storage, lambda _: KeyRing(log.keys, ORIGIN), witnesses, log.clock) as session:
        acts(session, count)
    return witnesses


def test_it_cosigns_our_log_and_our_policy_takes_its_word(log: Judged, other: Other) -> None:
    for count in (1, 300, 2):
        witnesses = grow(log, other, count)
        assert witnesses.silent == {}
    head = log.view.head
    verified = other.policy(log).check(head.note)
    assert list(verified.cosigned) == ["lain"]
    told = json.loads(other.ask("status", "--json"))["logs"][0]
    assert (told["size"], told["evidence"]) == (head.checkpoint.size, 0)
    # Without its cosignature, or with one that was altered, the quorum is not reached.
    ours = tuple(each for each in head.note.signatures if each.name == ORIGIN)
    theirs = next(each for each in head.note.signatures if each.name == NAME)
    later = replace(theirs, signature=bytes(8) + theirs.signature[8:])
    for signatures in (ours, (*ours, later)):
        with pytest.raises(NoteError):
            other.policy(log).check(SignedNote(head.note.text, signatures))


def test_it_refuses_our_fork_though_the_true_key_signed_it(log: Judged, other: Other, tmp_path: Path) -> None:
    grow(log, other, 1)
    twin = log.twin(tmp_path / "twin")
    grow(log, other, 1)
    known = log.view.size
    with pytest.raises(HistoryError, match="witness lain knows a larger tree"):
        grow(twin, other, 1)
    entries = log.entries
    entries[-1] = entries[-1].replace(b"petugas", b"penyusup")
    forged = log.twin(tmp_path / "forged")
    note = forged.rebuild(entries)
    with pytest.raises(HistoryError, match="knows another tree"):
        asked(forged, other).cosign(note, forged.view.hashes)
    with pytest.raises(HistoryError, match="knows another tree"):
        grow(forged, other, 1)
    told = json.loads(other.ask("status", "--json"))["logs"][0]
    assert told["size"] == known
    assert told["evidence"] >= 1, "it keeps the proof that two histories were signed"


def test_it_goes_on_after_a_change_of_key(log: Judged, other: Other) -> None:
    grow(log, other, 1)
    ring = KeyRing(log.keys, ORIGIN)
    with writing(log.storage, lambda _: ring, asked(log, other), log.clock) as session:
        rotate(session)
        acts(session, 1)
    policy = other.policy(log)
    # The tree that admits the new key is still signed by the old one, which the witness knows.
    admitting = next(index for index, _ in reversed(log.leaves("key/1"))) + 1
    kept = parse_head(log.storage.read(layout.history(admitting)), "kept")
    assert list(policy.check(kept.note).cosigned) == ["lain"]
    with pytest.raises(NoteError, match="quorum"):
        policy.check(log.view.head.note)


def test_the_program_is_the_one_that_was_pinned(other: Other) -> None:
    pinned = (PROGRAM.parents[3] / "requirements" / "judges.txt").read_text()
    version = subprocess.run([str(PROGRAM), "--version"], capture_output=True, text=True, check=True).stdout
    assert f"aics-witness=={version.split()[1]} " in pinned
    assert other.key.startswith(f"{NAME}+")
    assert shutil.which("aics-witness", path=str(PROGRAM.parent))
