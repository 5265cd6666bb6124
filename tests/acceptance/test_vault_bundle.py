"""Evidence bundles as others get them: verified by one file, in other Pythons, with trust from outside."""

from __future__ import annotations

import ast
import base64
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.actions.export import Bundle, Chosen, export, tell_export
from siaga.vault.actions.session import rotate
from siaga.vault.errors import HistoryError, VaultUsageError
from siaga.vault.keys.ring import KeyRing
from siaga.vault.tlog.cosignature import Cosigner

from .vault_city import CASE, ESCAPE, ORIGIN, City, new_bundle, new_city, outside, relisted, run


@pytest.fixture
def city(tmp_path: Path) -> City:
    return new_city(tmp_path)


@pytest.fixture
def bundle(city: City) -> Bundle:
    return new_bundle(city)


def pythons() -> list[str]:
    """Return this Python and others that have cryptography; SIAGA_PYTHONS may name more."""
    found = [sys.executable, *os.environ.get("SIAGA_PYTHONS", "").split(":")]
    found += [shutil.which(f"python3.{minor}") or "" for minor in (8, 9, 10, 12, 13, 14)]
    return [each for each in found if each]


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_bundle_verifies_with_trust_from_outside(city: City, bundle: Bundle, form: str) -> None:
    done = run(getattr(bundle, form), *outside(city))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "TERVERIFIKASI / VERIFIED" in done.stdout
    assert "PERINGATAN" not in done.stdout
    assert "access.log:2 [leaf 3, frame 1" in done.stdout
    assert "w0: 2026-" in done.stdout


def test_a_bundle_judged_by_itself_says_so(bundle: Bundle) -> None:
    done = run(bundle.zip)
    assert done.returncode == 0
    assert done.stdout.count("WARNING") == 2
    assert "INTACT, ORIGIN NOT TESTED" in done.stdout


def test_other_pythons_verify_it_too(city: City, bundle: Bundle) -> None:
    skipped, tried = [], 0
    for python in pythons():
        has = subprocess.run(
            [python, "-I", "-W", "ignore", "-c", "import cryptography"], capture_output=True, check=False
        )
        if has.returncode:
            skipped.append(python)
            done = run(bundle.zip, *outside(city), python=python)
            assert done.returncode != 0
            continue
        tried += 1
        done = run(bundle.zip, *outside(city), python=python)
        assert done.returncode == 0, python + done.stdout + done.stderr
    assert tried
    if skipped:
        pytest.skip(f"verified by {tried}; without the package cryptography: {skipped}")


def test_the_verifier_needs_nothing_of_siaga(bundle: Bundle) -> None:
    tree = ast.parse((bundle.folder / "siaga_verify.py").read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {each.split(".")[0] for each in imported} <= set(sys.stdlib_module_names)
    by_name = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "import_module"
        if isinstance(node.args[0], ast.Constant)
    }
    assert {str(each).split(".")[0] for each in by_name} == {"cryptography", "zstandard"}


def test_the_same_evidence_makes_the_same_bytes(city: City, bundle: Bundle) -> None:
    again = city.export("again")
    assert again.zip.read_bytes() == bundle.zip.read_bytes()
    assert again.sha256 == sha256(bundle.zip.read_bytes()).digest()


def test_a_line_proof_holds_neither_the_secret_nor_a_neighbour(bundle: Bundle) -> None:
    data = (bundle.folder / "lines" / "00001.json").read_bytes()
    assert (b"s" * 32).hex().encode() not in data
    assert b"10.0.0.3" not in data
    assert base64.b64encode(b"10.0.0.3") not in data


def test_escape_sequences_are_printed_harmlessly(city: City, bundle: Bundle) -> None:
    done = run(bundle.folder, *outside(city))
    assert "\\x1b]0;owned\\x07\\xc2\\x9b31m" in done.stdout
    assert all(each == "\n" or " " <= each <= "~" for each in done.stdout)
    assert b"\x1b" not in (bundle.folder / "lines.txt").read_bytes()


def test_the_form_shows_what_others_wrote_as_text(bundle: Bundle) -> None:
    page = (bundle.folder / "berita_acara.html").read_text()
    assert "Judul &lt;b&gt;perkara&lt;/b&gt;" in page
    assert sha256(ESCAPE).hexdigest() in page
    assert page.index("BERITA ACARA") < page.index("Record of hand-over")


def test_an_old_bundle_is_seen_to_be_old(city: City, bundle: Bundle) -> None:
    city.witnesses.time_s += 5 * 86_400
    city.session(lambda session: session.tell("who", "something"))
    fresh = city.export("fresh", known=(bundle.folder.joinpath("checkpoint").read_bytes(),))
    since = ("--not-before", "2026-09-25")
    assert run(fresh.zip, *outside(city), *since).returncode == 0
    done = run(bundle.zip, *outside(city), *since)
    assert done.returncode == 1
    assert "older than --not-before" in done.stdout


def test_a_checkpoint_kept_outside_binds_old_and_new(city: City, bundle: Bundle) -> None:
    kept = city.folder / "kept"
    kept.write_bytes((bundle.folder / "checkpoint").read_bytes())
    city.session(lambda session: session.tell("who", "something"))
    newer = city.folder / "newer"
    newer.write_bytes(city.view.head.note.encode())
    fresh = city.export("fresh", known=(kept.read_bytes(),))
    assert run(fresh.zip, *outside(city), "--checkpoint", str(kept)).returncode == 0
    done = run(bundle.zip, *outside(city), "--checkpoint", str(newer))
    assert done.returncode == 3  # nothing in an old bundle can tell
    assert "needs --consistency (4 -> 5)" in done.stdout
    proof = city.folder / "growth"
    proof.write_bytes((fresh.folder / "consistency" / "4.json").read_bytes())
    told = ("--checkpoint", str(newer), "--consistency", str(proof))
    assert run(bundle.zip, *outside(city), *told).returncode == 0


def test_a_fork_is_seen_beside_a_checkpoint_kept_outside(city: City, bundle: Bundle) -> None:
    forked = city.folder / "forked"
    note = (bundle.folder / "checkpoint").read_bytes().split(b"\n")
    note[2] = base64.b64encode(b"f" * 32)
    forked.write_bytes(b"\n".join(note))
    done = run(bundle.zip, "--checkpoint", str(forked))
    assert done.returncode == 1


def test_after_a_change_of_key_the_old_key_or_the_root_still_vouches(city: City, bundle: Bundle) -> None:
    city.session(rotate)
    city.session(lambda session: session.tell("who", "something"))
    fresh = city.export("fresh")
    for trust in (("--policy", str(city.policy)), ("--root", city.root)):
        done = run(fresh.zip, *trust)
        assert done.returncode == 0, done.stdout
    (fresh.folder / "history" / "5").unlink()
    (fresh.folder / "consistency" / "5.json").unlink()
    relisted(fresh.folder)
    done = run(fresh.folder, *outside(city))
    assert done.returncode == 1
    assert "nobody vouches" in done.stdout


def test_another_root_or_policy_refuses_it(city: City, bundle: Bundle, tmp_path: Path) -> None:
    stranger = KeyRing(tmp_path / "stranger", ORIGIN)
    (tmp_path / "stranger").mkdir(mode=0o700)
    root = stranger.create_root(tmp_path / "stranger-root.pem").verifier.text
    assert run(bundle.zip, "--root", root).returncode == 1
    other = tmp_path / "other"
    key = Cosigner("x.example", Ed25519PrivateKey.from_private_bytes(b"x" * 32)).verifier.text
    other.write_text(f"witness x {key}\nquorum none\n")
    assert run(bundle.zip, "--policy", str(other)).returncode == 1


def test_export_refuses_what_it_cannot_do(city: City, bundle: Bundle) -> None:
    with pytest.raises(VaultUsageError):
        city.export("bundle")
    with pytest.raises(VaultUsageError):
        export(city.storage, city.view, Chosen(), city.folder / "none", CASE)
    foreign = b"other.example\n4\n" + base64.b64encode(b"f" * 32) + b"\n\n\xe2\x80\x94 o AAAAAAAA\n"
    with pytest.raises(HistoryError):
        city.export("foreign", known=(foreign,))
    assert sorted(each.name for each in city.folder.iterdir()) == ["bundle", "bundle.zip", "siaga_verify.py"]


def test_an_export_is_an_act_in_the_log(city: City, bundle: Bundle) -> None:
    city.session(lambda session: tell_export(session, CASE, bundle))
    assert bundle.sha256.hex().encode() in city.view.entries[-1]


def test_what_cannot_be_looked_at_is_told(city: City, bundle: Bundle) -> None:
    assert run(city.folder / "nothing", verifier=city.folder / "siaga_verify.py").returncode == 3
    assert run(bundle.zip, "--unknown").returncode == 2
    broken = city.folder / "broken.zip"
    broken.write_bytes(b"not a zip")
    assert run(broken).returncode == 1
