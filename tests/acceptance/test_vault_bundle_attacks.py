"""Every attack on an evidence bundle is refused, even if all that isn't signed was made to agree."""

from __future__ import annotations

import base64
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from siaga.vault.actions.export import Bundle
from siaga.vault.actions.session import rotate
from siaga.vault.keys.ring import KeyRing
from siaga.vault.storage.local import LocalStorage

from .vault_city import ORIGIN, City, Witnesses, canonical, new_bundle, new_city, outside, relisted, run


@pytest.fixture
def city(tmp_path: Path) -> City:
    return new_city(tmp_path)


@pytest.fixture
def bundle(city: City) -> Bundle:
    return new_bundle(city)


def changed(name: str, change: Callable[[Any], None]) -> Callable[[Path], None]:
    """Return an attack that changes a JSON document and covers it in every hash that isn't signed."""

    def attack(folder: Path) -> None:
        value = json.loads((folder / name).read_bytes())
        change(value)
        (folder / name).write_bytes(canonical(value))

    return attack


def put(**values: Any) -> Callable[[Any], None]:
    return lambda document: document.update(values)


def other_line(folder: Path) -> None:
    (folder / "lines" / "00001.json").write_bytes((folder / "lines" / "00002.json").read_bytes())


def flip(name: str, at: int = -1) -> Callable[[Path], None]:
    def attack(folder: Path) -> None:
        data = bytearray((folder / name).read_bytes())
        data[at] ^= 1
        (folder / name).write_bytes(bytes(data))

    return attack


def appended(folder: Path) -> None:
    (stored,) = folder.rglob("segment.zst")
    stored.write_bytes(stored.read_bytes() + b"\x50\x2a\x4d\x18\x04\x00\x00\x00evil")


def no_proofs(folder: Path) -> None:
    for name in ("lines", "segments"):
        shutil.rmtree(folder / name)
    (folder / "lines.txt").unlink()


def text_everywhere(folder: Path) -> None:
    changed(LINE, put(text="10.9.9.9 GET /b"))(folder)
    told = folder / "lines.txt"
    told.write_text(told.read_text().replace("10.0.0.2", "10.9.9.9"))


LINE = "lines/00001.json"
FORGED = b"10.9.9.9 GET /b\n"
ATTACKS: dict[str, Callable[[Path], object]] = {
    "text": changed(LINE, put(text="10.9.9.9 GET /b")),
    "text everywhere": text_everywhere,
    "line": changed(LINE, put(text="10.9.9.9 GET /b", line=base64.b64encode(FORGED).decode())),
    "salt": changed(LINE, put(salt="00" * 16)),
    "number": changed(LINE, put(number=1)),
    "negative": changed(LINE, put(number=-1)),
    "path": changed(LINE, lambda value: value["line_path"].reverse()),
    "path cut": changed(LINE, put(line_path=[])),
    "record": changed(LINE, lambda value: value["record"].update(first_line=99)),
    "root in record": changed(LINE, lambda value: value["record"].update(lines_root="11" * 32)),
    "frame": changed(LINE, put(frame=0)),
    "source": changed(LINE, lambda value: value["leaf"]["sources"][0].update(name="other.log")),
    "leaf": changed(LINE, lambda value: value["leaf"].update(lines=5)),
    "other line": other_line,
    "told text": lambda folder: (folder / "lines.txt").write_text("1. access.log:2\n   forged\n"),
    "no told text": lambda folder: (folder / "lines.txt").unlink(),
    "tlog proof": changed(
        LINE, lambda value: value.update(proof=value["proof"].replace("index 3", "index 2"))
    ),
    "checkpoint": flip("checkpoint", 30),
    "key": flip("keys/0001.tlog-proof", 60),
    "segment": flip("segments/00000003/segment.zst"),
    "manifest": flip("segments/00000003/manifest.json", 40),
    "segment leaf": flip("segments/00000003/leaf.tlog-proof", 80),
    "skippable frame": appended,
    "no proofs": no_proofs,
    "nested JSON": lambda folder: (folder / LINE).write_bytes(b"[" * 100_000),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_altered_bundle_is_refused(city: City, bundle: Bundle, attack: str) -> None:
    assert run(bundle.folder, *outside(city)).returncode == 0
    ATTACKS[attack](bundle.folder)
    assert run(bundle.folder, *outside(city)).returncode == 1  # by its listed hash
    relisted(bundle.folder)
    done = run(bundle.folder, *outside(city))
    assert done.returncode == 1, done.stdout
    assert "TIDAK TERVERIFIKASI / NOT VERIFIED" in done.stdout
    assert done.stderr == ""


def test_papers_prove_nothing_and_the_verifier_says_so(city: City, bundle: Bundle) -> None:
    form = bundle.folder / "berita_acara.html"
    form.write_bytes(form.read_bytes().replace(b"access.log:2", b"access.log:9"))
    assert run(bundle.folder, *outside(city)).returncode == 1
    relisted(bundle.folder)
    done = run(bundle.folder, *outside(city))
    assert done.returncode == 0
    assert "access.log:9" not in done.stdout
    assert "only what is printed above is proven; README and form are accompanying papers" in done.stdout


def test_files_added_removed_or_linked_are_refused(city: City, bundle: Bundle) -> None:
    (bundle.folder / "extra.txt").write_text("x")
    assert "extra.txt" in run(bundle.folder, *outside(city)).stdout
    (bundle.folder / "extra.txt").unlink()
    policy = (bundle.folder / "policy").read_bytes()
    (bundle.folder / "policy").unlink()
    assert run(bundle.folder, *outside(city)).returncode == 1
    (city.folder / "policy").write_bytes(policy)
    (bundle.folder / "policy").symlink_to(city.folder / "policy")
    assert run(bundle.folder, *outside(city)).returncode == 1


def test_a_huge_file_is_not_read_whole(city: City, bundle: Bundle) -> None:
    with (bundle.folder / "README.txt").open("r+b") as file:
        file.truncate(1 << 40)
    assert run(bundle.folder, *outside(city)).returncode == 1


@pytest.mark.parametrize("name", ["../evil", "a/../b", "/etc/x", "C:x", "a\\b", "CHECKPOINT", "checkpoint"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_odd_names_is_refused(city: City, bundle: Bundle, name: str) -> None:
    with zipfile.ZipFile(bundle.zip, "a") as archive:
        archive.writestr(name, b"x")
    assert run(bundle.zip, *outside(city)).returncode == 1


@pytest.mark.parametrize("where", ["front", "end"])
def test_a_zip_that_hides_something_is_refused(city: City, bundle: Bundle, where: str) -> None:
    data = bundle.zip.read_bytes()
    bundle.zip.write_bytes(b"hidden" + data if where == "front" else data + b"hidden")
    assert run(bundle.zip, *outside(city)).returncode == 1


def exchange_checkpoint(folder: Path, keep: slice) -> None:
    """Leave only some signatures on the checkpoint, wherever it stands."""
    whole = (folder / "checkpoint").read_bytes()
    text, _, lines = whole.decode().rpartition("\n\n")
    other = (text + "\n\n" + "".join(lines.splitlines(keepends=True)[keep])).encode()
    for path in [each for each in folder.rglob("*") if each.is_file() and each.suffix != ".zst"]:
        data = path.read_bytes().replace(whole, other)
        # Inside JSON the newlines of a note are escaped.
        escaped, instead = canonical(whole.decode())[1:-1], canonical(other.decode())[1:-1]
        path.write_bytes(data.replace(escaped, instead))


def test_witnesses_alone_do_not_speak_for_the_log(city: City, bundle: Bundle) -> None:
    exchange_checkpoint(bundle.folder, slice(1, None))
    relisted(bundle.folder)
    for trust in ((), outside(city)):
        done = run(bundle.folder, *trust)
        assert done.returncode == 1
        assert "not signed by the key of its epoch" in done.stdout


def test_an_exchanged_policy_counts_for_nothing_beside_one_from_outside(city: City, bundle: Bundle) -> None:
    log = city.policy.read_text().splitlines()[0]
    (bundle.folder / "policy").write_text(f"{log}\nquorum none\n")
    exchange_checkpoint(bundle.folder, slice(1))
    relisted(bundle.folder)
    assert run(bundle.folder).returncode == 0  # it agrees with itself, and says that this is all
    done = run(bundle.folder, *outside(city))
    assert done.returncode == 1
    assert "no quorum of witnesses" in done.stdout


def test_an_ended_key_that_hides_its_successor_is_seen_by_witnesses_and_outside_checkpoints_only(
    city: City,
) -> None:
    """Who kept vault and key from before the change of key goes on with them, beside the true log."""
    silent = Witnesses()
    silent.cosigners = []
    shutil.copytree(city.storage.place, city.folder / "stolen")
    shutil.copytree(city.policy.parent / "keys", city.folder / "stolen-keys")
    ring = KeyRing(city.folder / "stolen-keys", ORIGIN)
    stolen = replace(city, storage=LocalStorage(city.folder / "stolen"), ring=ring, witnesses=silent)
    city.session(rotate)
    kept = city.folder / "kept"
    kept.write_bytes(city.view.head.note.encode())
    keys = [line for line in city.storage.read("policy").decode().splitlines() if line.startswith("log ")]
    unwitnessed = city.folder / "unwitnessed"
    unwitnessed.write_text("\n".join([*keys, "quorum none", ""]))
    known = stolen.storage.version("policy")
    assert known is not None
    stolen.storage.replace("policy", f"{keys[0]}\nquorum none\n".encode(), known.version)
    for _ in range(5):
        stolen.session(lambda session: session.tell("petugas", "invented"))
    bundle = stolen.export("forged").folder
    verifier = bundle / "siaga_verify.py"
    fooled = run(bundle, "--root", city.root, "--policy", str(unwitnessed), verifier=verifier)
    assert fooled.returncode == 0
    assert "1 more key(s) of this log" in fooled.stdout
    assert run(bundle, *outside(city), verifier=verifier).returncode == 1
    beside = run(bundle, "--root", city.root, "--checkpoint", str(kept), verifier=verifier)
    assert beside.returncode == 3
    assert "needs --consistency" in beside.stdout
