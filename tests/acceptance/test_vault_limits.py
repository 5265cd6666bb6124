"""What the vault can't prevent and doesn't claim to, and what those outside never get to see."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.vault.judges.judged_logs import grown

from siaga.intake.deriving.derive import Deriver
from siaga.intake.sealing import run
from siaga.vault import layout
from siaga.vault.actions.session import writing
from siaga.vault.anchors.request import stamp_request
from siaga.vault.errors import KeyFileError
from siaga.vault.keys.ring import KeyRing
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.proving.finding import LinePlace, find_line
from siaga.vault.proving.proving_lines import prove_line
from siaga.vault.segments.reading import read_frames, read_manifest
from siaga.vault.verifying.result import State, Verification

from .vault_estate import ORIGIN, Estate, make

LINE = b'192.0.2.7 - - [01/Oct/2026:10:00:0%d +0700] "GET /%s HTTP/1.1" 200 7 "-" "curl/8"\n'


@pytest.fixture(scope="module")
def true_estate(tmp_path_factory: pytest.TempPathFactory) -> Estate:
    return make(tmp_path_factory.mktemp("limits"))


@pytest.fixture
def estate(true_estate: Estate, tmp_path: Path) -> Estate:
    return true_estate.copied(tmp_path / "vault")


def wrong(found: Verification) -> list[str]:
    return [each.name for each in found.checks if each.state is State.WRONG]


def seal(estate: Estate, path: Path) -> None:
    ring = KeyRing(estate.keys, ORIGIN)
    with writing(estate.storage, lambda _: ring, NoWitness(), estate.clock) as session:
        run.seal(session, [str(path)], Deriver(), agent="local", who="petugas")


def test_what_root_invents_after_he_came_is_sealed_like_anything_else(estate: Estate, tmp_path: Path) -> None:
    path = tmp_path / "invented.log"
    path.write_bytes(LINE % (1, b"never-asked-for"))
    seal(estate, path)
    assert wrong(estate.verified(deep=True, published=estate.published, policy=estate.policy)) == []


def test_who_owns_log_and_witness_is_betrayed_by_published_checkpoints_only(estate: Estate) -> None:
    entries = estate.entries
    entries[100] = entries[100].replace(b"petugas", b"penyusu")
    note = estate.rebuild(entries)
    stolen = estate.witness.cosigner.sign(note.text, estate.clock.now_us // 1_000_000)
    estate.path(layout.CHECKPOINT).write_bytes(note.with_signatures([stolen]).encode())
    assert wrong(estate.verified(policy=estate.policy)) == []
    assert wrong(estate.verified(policy=estate.policy, published=estate.published)) == [
        "published_checkpoints"
    ]


def test_the_key_of_an_ended_epoch_is_there_no_more(estate: Estate) -> None:
    ring = KeyRing(estate.keys, ORIGIN)
    assert ring.numbers() == (2,)
    with pytest.raises(KeyFileError):
        ring.signer(1)


def test_lines_changed_before_they_came_are_proven_as_they_came_and_older_ones_stay(tmp_path: Path) -> None:
    log, path = grown(tmp_path / "city", ()), tmp_path / "access.log"
    path.write_bytes(LINE % (1, b"a") + LINE % (2, b"cmd.php") + LINE % (3, b"b"))
    seal(log, path)
    # The intruder, now root on the web server, takes his line out.
    path.write_bytes(LINE % (1, b"a") + LINE % (2, b"harmless") + LINE % (3, b"b"))
    seal(log, path)
    places = find_line(log.view, log.storage, str(path), 2)
    proven = [prove_line(log.storage, log.view, each).line for each in places]
    assert proven == [LINE % (2, b"cmd.php"), LINE % (2, b"harmless")]
    assert wrong(log.verified(deep=True)) == []


def test_a_line_that_nobody_can_read_is_sealed_all_the_same(estate: Estate, tmp_path: Path) -> None:
    path = tmp_path / "broken.log"
    raw = (
        LINE % (1, b"a")
        + b"\x00\xff\xfe\x1b]0;x\x07\n"
        + b"\n" * 3
        + b"{" * 9_000
        + b"\n\x1b[2J"
        + LINE % (2, b"b")
    )
    path.write_bytes(raw)
    seal(estate, path)
    _, leaf = estate.segments()[-1]
    frames = read_frames(estate.storage, read_manifest(estate.storage, leaf))
    assert b"".join(text for _, text in frames) == raw
    assert leaf.lines == raw.count(b"\n")


def test_witnesses_authorities_and_the_public_see_no_content(true_estate: Estate) -> None:
    kept = [each for each in (true_estate.folder.parent / "witness").rglob("*") if each.is_file()]
    assert kept
    seen = [each.read_bytes() for each in kept]
    seen += [stamp_request(data).der for data in true_estate.published]
    seen += true_estate.published
    inside = b"".join(true_estate.entries)
    for word in (b"access.log", b"dinas.example", b"petugas"):
        assert word in inside, "or it would be no secret"
        assert not any(word in each for each in seen)
    assert not any(b"192.0.2." in each for each in seen)


def test_a_proof_of_one_log_names_the_others_of_its_segment(true_estate: Estate) -> None:
    """Told to officers before they hand over: names and counts, no line."""
    index, leaf = next((at, leaf) for at, leaf in true_estate.segments() if len(leaf.sources) > 1)
    manifest = read_manifest(true_estate.storage, leaf)
    proof = prove_line(true_estate.storage, true_estate.view, LinePlace(index, 0, 0)).encode()
    for number, source in enumerate(leaf.sources):
        assert source.name.encode() in proof
        if number != manifest.frames[0].source:
            assert f"GET /{source.name.split('.')[0]}/".encode() not in proof
