"""A city's vault for tests of proofs and bundles: one sealed log in two frames, two witnesses."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.foundation.clock import Clock
from siaga.vault.actions.create import create
from siaga.vault.actions.export import Bundle, Chosen, export
from siaga.vault.actions.seal import Columns, commit_segment
from siaga.vault.actions.session import Session, writing
from siaga.vault.bundle.case import Case
from siaga.vault.keys.ring import KeyRing
from siaga.vault.leaves.segment import SealedSource
from siaga.vault.log.reading import LogView
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.proving.finding import find_line
from siaga.vault.segments.writing import SegmentWriter
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.cosignature import Cosigner
from siaga.vault.tlog.hashes import HashReader
from siaga.vault.tlog.note import SignedNote

ORIGIN = "siaga.example/evidence"
START_S = 1_790_000_000
CASE = Case("Judul <b>perkara</b>", "001/X/2026", "Petugas", "pemeriksaan")
ESCAPE = b'10.0.0.7 - - "GET /\x1b]0;owned\x07\xc2\x9b31m HTTP/1.1" 200\n'
TEXT = b"10.0.0.1 GET /a\n10.0.0.2 GET /b\n" + ESCAPE + b"10.0.0.3 GET /c"
Files = dict[str, bytes]


class Witnesses(NoWitness):
    """Two witnesses in memory, whose time the test sets."""

    def __init__(self) -> None:
        keys = (Ed25519PrivateKey.from_private_bytes(bytes([each]) * 32) for each in (1, 2))
        self.cosigners = [Cosigner(f"witness-{at}.example", key) for at, key in enumerate(keys)]
        self.time_s = START_S

    def cosign(self, note: SignedNote, hashes: HashReader) -> SignedNote:
        """Cosign everything."""
        assert hashes.size
        return note.with_signatures(each.sign(note.text, self.time_s) for each in self.cosigners)


@dataclass
class City:
    """A vault with one sealed log in two frames, and what outsiders keep of it."""

    storage: LocalStorage
    ring: KeyRing
    witnesses: Witnesses
    folder: Path
    policy: Path
    root: str

    def clock(self) -> int:
        """Return the witnesses' time, too."""
        return self.witnesses.time_s * 1_000_000

    def session(self, do: Callable[[Session], Any]) -> None:
        """Do something with the vault opened for writing."""
        clock: Clock = self.clock
        with writing(self.storage, lambda _: self.ring, self.witnesses, clock) as session:
            do(session)

    @property
    def view(self) -> LogView:
        """The log as it is now."""
        return LogView.newest(self.storage)

    def export(self, name: str, *, known: tuple[bytes, ...] = (), whole: bool = True) -> Bundle:
        """Export lines 2 and 3, and the segment."""
        view = self.view
        lines = [find_line(view, self.storage, "access.log", each)[0] for each in (2, 3)]
        chosen = Chosen(lines, [lines[0].segment] if whole else [])
        return export(self.storage, view, chosen, self.folder / name, CASE, known)


def seal(session: Session) -> None:
    """Seal TEXT."""
    writer = SegmentWriter(lambda size: b"s" * size)
    first = TEXT.index(b"10.0.0.2")
    writer.add(0, TEXT[:first], raw_from=0, first_line=1, goes_on=False)
    writer.add(0, TEXT[first:], raw_from=first, first_line=2, goes_on=False)
    source = SealedSource(
        "access.log",
        "access.log",
        0,
        0,
        len(TEXT),
        1,
        4,
        ends=True,
        agent="a",
        boot="b",
        batch_from=0,
        batch_to=2,
    )
    commit_segment(session, writer.finish((source,)), Columns({}, None, None))


def new_city(tmp_path: Path) -> City:
    """Create the vault, with both witnesses in its policy, and seal the log."""
    witnesses = Witnesses()
    storage, ring = LocalStorage(tmp_path / "vault"), KeyRing(tmp_path / "keys", ORIGIN)
    (tmp_path / "keys").mkdir(mode=0o700)
    created = create(storage, ring, tmp_path / "root.pem", "node", lambda: START_S * 1_000_000)
    keys = [each.verifier.text for each in witnesses.cosigners]
    rows = [f"log {created.vkey}", *(f"witness w{at} {key}" for at, key in enumerate(keys))]
    policy = tmp_path / "kept-policy"
    policy.write_text("\n".join([*rows, "group both all w0 w1", "quorum both", ""]))
    storage.replace("policy", policy.read_bytes(), sha256(storage.read("policy")).hexdigest())
    made = City(storage, ring, witnesses, tmp_path / "out", policy, created.file.root_vkey)
    made.folder.mkdir()
    made.session(seal)
    return made


def run(bundle: Path, *options: str, python: str = sys.executable, verifier: Path | None = None) -> Any:
    """Run the verifier isolated, in an empty folder."""
    empty = bundle.parent / "empty"
    empty.mkdir(exist_ok=True)
    script = verifier or bundle.parent / "siaga_verify.py"
    command = [python, "-I", "-W", "ignore", str(script), str(bundle), *options]
    return subprocess.run(command, cwd=empty, capture_output=True, text=True, timeout=60, check=False)


def outside(city: City) -> tuple[str, ...]:
    return ("--policy", str(city.policy), "--root", city.root)


def relisted(folder: Path) -> None:
    """Make `bundle.json` agree with what is there, as an attacker would."""
    path = folder / "bundle.json"
    value = json.loads(path.read_bytes())
    names = sorted(each for each in folder.rglob("*") if each.is_file() and each != path)
    value["files"] = [
        {
            "path": each.relative_to(folder).as_posix(),
            "sha256": sha256(each.read_bytes()).hexdigest(),
            "size": each.stat().st_size,
        }
        for each in names
    ]
    path.write_bytes(canonical(value))


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def new_bundle(city: City) -> Bundle:
    """Export a bundle, and put the verifier beside it, as it is got from elsewhere."""
    made = city.export("bundle")
    # An attacker would exchange the bundle's own.
    shutil.copy(made.folder / "siaga_verify.py", city.folder / "siaga_verify.py")
    return made
