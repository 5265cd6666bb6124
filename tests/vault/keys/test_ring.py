"""The ring makes, gives, certifies and erases the keys of a log's epochs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from siaga.vault.errors import KeyFileError, NoteError
from siaga.vault.keys.epochs import Epoch
from siaga.vault.keys.ring import KeyRing, certify_epoch, due, open_root

ORIGIN = "log.example/a"


@pytest.fixture(params=[None, b"enam kata acak"])
def ring(request: pytest.FixtureRequest, tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path / "keys", ORIGIN, request.param)


def test_keys_are_made_once_and_found_again(ring: KeyRing) -> None:
    made = {number: ring.create_epoch(number).verifier for number in (2, 1)}
    assert ring.numbers() == (1, 2)
    assert {number: ring.signer(number).verifier for number in (1, 2)} == made
    assert made[1].name == ORIGIN
    with pytest.raises(KeyFileError, match="already"):
        ring.create_epoch(1)
    ring.erase(1)
    assert ring.numbers() == (2,)
    with pytest.raises(KeyFileError):
        ring.signer(1)


def test_another_key_than_the_log_s_is_refused(ring: KeyRing) -> None:
    epoch = Epoch(1, ring.create_epoch(1).verifier, 0, 0, "")
    assert ring.signer_of(epoch).verifier == epoch.key
    other = ring.create_epoch(2).verifier
    with pytest.raises(KeyFileError, match="not the key that the log took"):
        ring.signer_of(replace(epoch, key=other))


def test_the_root_certifies_and_never_signs_as_the_log(ring: KeyRing, tmp_path: Path) -> None:
    root = ring.create_root(tmp_path / "offline" / "root.pem")
    assert ring.open_root(tmp_path / "offline" / "root.pem").verifier == root.verifier
    assert root.verifier.name != ORIGIN
    key = ring.create_epoch(1).verifier
    assert ring.certificate(1) == ""
    note = certify_epoch(root, ORIGIN, 1, key, 5)
    with pytest.raises(NoteError):
        ring.keep_certificate(1, certify_epoch(root, ORIGIN, 2, key, 5), root.verifier)
    assert ring.certificate(1) == ""
    ring.keep_certificate(1, note, root.verifier)
    assert ring.certificate(1) == note


def test_a_root_without_its_passphrase_stays_closed(tmp_path: Path) -> None:
    KeyRing(tmp_path / "k", ORIGIN, b"kata").create_root(tmp_path / "k" / "root.pem")
    with pytest.raises(KeyFileError, match="encrypted"):
        open_root(tmp_path / "k" / "root.pem", ORIGIN, None)


@pytest.mark.parametrize(
    ("now", "ended"),
    [((2026, 6, 30, 23, 59), False), ((2026, 7, 1), True), ((2027, 1, 1), True), ((2026, 5, 31), False)],
)
def test_an_epoch_ends_with_its_month(ring: KeyRing, now: tuple[int, ...], *, ended: bool) -> None:
    def us(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
        return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()) * 1_000_000

    epoch = Epoch(1, ring.create_epoch(1).verifier, 0, us(2026, 6, 15), "")
    assert due(us(*now), epoch) == ended
