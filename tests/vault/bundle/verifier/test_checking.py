"""Keys, witnesses, outside checkpoints and time stamps of a bundle, checked in this process."""

from __future__ import annotations

import argparse
from hashlib import sha256
from pathlib import Path

import pytest
from tests.acceptance.vault_city import START_S, City, relisted

from siaga.vault import layout
from siaga.vault.actions.export import Bundle
from siaga.vault.bundle.verifier.checking import Check
from siaga.vault.bundle.verifier.notes import StopError


def opened(bundle: Path, **options: object) -> Check:
    empty = dict.fromkeys(("policy", "root", "checkpoint", "consistency", "not_before", "tsa"))
    return Check(argparse.Namespace(bundle=bundle, **{**empty, **options}))


def test_the_key_of_the_epoch_signed(city: City, bundle: Bundle) -> None:
    check = opened(bundle.folder, root=city.root)
    check.keys()
    assert [leaf["epoch"] for _, leaf, _ in check.epochs] == [1]


def test_witnesses_times_are_compared(bundle: Bundle, capsys: pytest.CaptureFixture[str]) -> None:
    check = opened(bundle.folder, not_before=START_S)
    check.keys()
    check.witnesses()
    assert "SAKSI w1" in capsys.readouterr().out
    late = opened(bundle.folder, not_before=START_S + 1)
    late.keys()
    with pytest.raises(StopError, match="older than"):
        late.witnesses()


def test_a_time_stamp_must_be_of_its_checkpoint(city: City, capsys: pytest.CaptureFixture[str]) -> None:
    note = city.view.head.note.encode()
    city.storage.create(layout.history(4), note)
    city.storage.create(layout.anchor(4), b"0.." + sha256(note).digest() + b"..")
    folder = city.export("stamped").folder
    check = opened(folder)
    check.keys()
    check.stamps()
    told = capsys.readouterr().out
    assert "BELUM DIPERIKSA" in told
    assert "NOT LOOKED AT" in told
    assert "openssl ts -verify -in anchors/4.tsr -data history/4" in told
    (folder / "anchors" / "4.tsr").write_bytes(b"of something else")
    relisted(folder)
    check = opened(folder)
    check.keys()
    with pytest.raises(StopError, match="stamps something else"):
        check.stamps()
