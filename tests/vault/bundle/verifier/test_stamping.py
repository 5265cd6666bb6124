"""Time stamps in bundles: `openssl` judges them, and what nobody looked at is never called good."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.acceptance.vault_city import City, outside, relisted, run
from tests.vault.anchors.conftest import Authority, new_authority

from siaga.vault import layout
from siaga.vault.actions.export import Bundle
from siaga.vault.anchors.check import check_stamp
from siaga.vault.anchors.request import stamp_request
from siaga.vault.bundle.verifier.notes import StopError
from siaga.vault.bundle.verifier.stamping import stamp_time

NOTE = b"a checkpoint\n"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    return new_authority(tmp_path / "authority")


@pytest.fixture
def stamped(city: City, bundle: Bundle, authority: Authority) -> Bundle:
    """Return a bundle with a time stamp, and the verifier beside it."""
    assert bundle.folder.is_dir()
    size = city.view.size
    note = city.view.head.note.encode()
    city.storage.create(layout.history(size), note)
    city.storage.create(layout.anchor(size), authority.answer(stamp_request(note).der))
    return city.export("stamped")


def test_the_time_is_the_one_that_our_own_check_reads(authority: Authority) -> None:
    answer = authority.answer(stamp_request(NOTE).der)
    at = stamp_time(answer, NOTE, (authority.folder / "ca.pem").read_bytes(), "stamp")
    assert at == check_stamp(answer, NOTE, authority.roots, "stamp").at_us // 1_000_000


@pytest.mark.parametrize("place", ["answer", "note", "roots"])
def test_what_does_not_fit_is_refused(authority: Authority, tmp_path: Path, place: str) -> None:
    other = new_authority(tmp_path / "other")
    right = {
        "answer": authority.answer(stamp_request(NOTE).der),
        "note": NOTE,
        "roots": (authority.folder / "ca.pem").read_bytes(),
    }
    wrong = {
        # The last byte belongs to the signature.
        "answer": right["answer"][:-1] + bytes([right["answer"][-1] ^ 1]),
        "note": NOTE + b"\n",
        "roots": (other.folder / "ca.pem").read_bytes(),
    }
    given = {**right, place: wrong[place]}
    with pytest.raises(StopError) as stop:
        stamp_time(given["answer"], given["note"], given["roots"], "anchors/4.tsr")
    assert stop.value.args[:2] == (1, "anchors/4.tsr")


def test_what_is_no_time_stamp_is_refused(authority: Authority) -> None:
    with pytest.raises(StopError, match="not a time stamp"):
        stamp_time(b"0..", NOTE, (authority.folder / "ca.pem").read_bytes(), "anchors/4.tsr")


def test_without_openssl_nothing_is_said(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = authority.answer(stamp_request(NOTE).der)
    monkeypatch.setenv("PATH", str(authority.folder))
    assert stamp_time(answer, NOTE, b"", "stamp") is None


def test_certificates_are_judged_as_of_the_stamp_s_time(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They outlive their validity in court: `openssl` must not take today's date, but the stamp's."""
    answer, roots = authority.answer(stamp_request(NOTE).der), (authority.folder / "ca.pem").read_bytes()
    programs, real = tmp_path / "programs", shutil.which("openssl")
    programs.mkdir()
    # Stands before the real one and tells it that the stamp is ten years younger than it is.
    script = "\n".join(
        [
            "#!/bin/sh",
            "before=",
            "for each do shift",
            '  [ "$before" = -attime ] && each=$((each + 315360000))',
            '  before=$each; set -- "$@" "$each"',
            "done",
            f'exec {real} "$@"',
            "",
        ]
    )
    (programs / "openssl").write_text(script)
    (programs / "openssl").chmod(0o700)
    assert stamp_time(answer, NOTE, roots, "stamp")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    with pytest.raises(StopError, match="not a valid time stamp"):
        stamp_time(answer, NOTE, roots, "stamp")


def test_a_bundle_tells_the_time_by_an_authority_that_is_known(
    city: City, stamped: Bundle, authority: Authority
) -> None:
    verifier = city.folder / "siaga_verify.py"
    known = ("--tsa", str(authority.folder / "ca.pem"))
    size = city.view.size
    for bundle in (stamped.folder, stamped.zip):
        done = run(bundle, *outside(city), *known, verifier=verifier)
        assert done.returncode == 0, done.stdout
        assert f"CAP WAKTU {size}: 20" in done.stdout
        assert "NOT LOOKED AT" not in done.stdout
        unknown = run(bundle, *outside(city), verifier=verifier)
        assert unknown.returncode == 0
        assert f"time stamp {size}: NOT LOOKED AT" in unknown.stdout
        assert "CAP WAKTU" not in unknown.stdout


def test_a_bundle_with_another_time_stamp_or_none_is_refused(
    city: City, bundle: Bundle, stamped: Bundle, authority: Authority
) -> None:
    verifier = city.folder / "siaga_verify.py"
    known = ("--tsa", str(authority.folder / "ca.pem"))
    none = run(bundle.folder, *outside(city), *known, verifier=verifier)
    assert (none.returncode, "there is no time stamp" in none.stdout) == (1, True)
    empty = city.folder / "empty.pem"
    empty.write_bytes(b"")
    unheard = run(stamped.folder, *outside(city), "--tsa", str(empty), verifier=verifier)
    assert unheard.returncode in {1, 3}
    path = stamped.folder / layout.anchor(city.view.size)
    path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1]))
    relisted(stamped.folder)
    forged = run(stamped.folder, *outside(city), *known, verifier=verifier)
    assert (forged.returncode, "not a valid time stamp" in forged.stdout) == (1, True)
