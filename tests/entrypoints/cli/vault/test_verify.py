"""`siaga vault verify`: the worst that was found is the exit status, and what was not looked at is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.verdict.check.logs import text, visitors

from siaga.vault.leaves.segment import SegmentLeaf

from .conftest import ORIGIN, Siaga, leaves, log_size, log_vkey

NOT_OUTSIDE = "Kebijakan atau kunci induk milik brankas itu"


@pytest.fixture
def sealed(siaga: Siaga, vault: Path, folder: Path) -> Path:
    """Return a vault with one log."""
    (folder / "access.log").write_bytes(text(visitors(1)))
    assert siaga("vault", "seal", "access.log", "-q").status == 0
    return vault


def _content(vault: Path) -> Path:
    (segment,) = leaves(vault, SegmentLeaf)
    digest = segment.segment.sha256.hex()
    return vault / "segments" / digest[:2] / f"{digest}.zst"


def _alter(path: Path) -> None:
    data = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])


def test_a_sound_vault_is_told_check_by_check(siaga: Siaga, sealed: Path) -> None:
    said = siaga("vault", "verify")
    assert (said.status, said.err) == (0, "")
    head, checks, verdict = said.out.split("\n\n")
    assert ["daun", str(log_size(sealed))] in [each.split() for each in head.splitlines()]
    assert {each[0] for each in checks.splitlines() if not each.startswith("    ")} <= {"✓", "-"}
    assert verdict.startswith("Yang diperiksa sesuai dengan log.\n")
    assert "--deep" in verdict
    assert NOT_OUTSIDE in verdict


def test_what_was_given_from_outside_is_no_longer_asked_for(siaga: Siaga, sealed: Path) -> None:
    outside = sealed.parent / "policy"
    outside.write_bytes((sealed / "policy").read_bytes())
    root = json.loads((sealed / "vault.json").read_bytes())["root_vkey"]
    checkpoint = sealed.parent / "checkpoint"
    checkpoint.write_bytes((sealed / "log" / "checkpoint").read_bytes())
    asked = ("--policy", "policy", "--root", root, "--checkpoint", "checkpoint", "--deep")
    said = siaga("vault", "verify", *asked)
    assert said.status == 0
    assert said.out.split("\n\n")[2] == "Yang diperiksa sesuai dengan log.\n"
    english = siaga("vault", "verify", *asked, "--language", "en")
    assert english.out.split("\n\n")[2] == "What was checked is what the log says.\n"


def test_an_altered_segment_is_wrong_and_named(siaga: Siaga, sealed: Path) -> None:
    _alter(_content(sealed))
    said = siaga("vault", "verify")
    assert said.status == 10
    assert "TIDAK SESUAI: ada yang bertentangan dengan log." in said.out
    assert any(each.startswith("✗") and _content(sealed).stem in each for each in said.out.splitlines())


def test_a_vault_of_another_root_is_wrong(siaga: Siaga, sealed: Path, folder: Path) -> None:
    assert siaga("vault", "init", "--vault", "lain", "--origin", ORIGIN, "--node", "n2").status == 0
    root = json.loads((folder / "lain" / "vault.json").read_bytes())["root_vkey"]
    assert siaga("vault", "verify", "--root", root).status == 10
    other = (folder / "lain" / "policy").read_bytes()
    (folder / "policy").write_bytes(other)
    assert log_vkey(sealed).encode() not in other
    assert siaga("vault", "verify", "--policy", "policy").status == 10


def test_a_log_that_was_cut_back_is_found_by_a_published_checkpoint(
    siaga: Siaga, sealed: Path, folder: Path
) -> None:
    before = (sealed / "log" / "checkpoint").read_bytes()
    (folder / "access.log").write_bytes(text(visitors(2)))
    assert siaga("vault", "seal", "access.log", "-q").status == 0
    (folder / "published").write_bytes((sealed / "log" / "checkpoint").read_bytes())
    assert siaga("vault", "verify", "--checkpoint", "published").status == 0
    (sealed / "log" / "checkpoint").write_bytes(before)
    assert siaga("vault", "verify", "--checkpoint", "published").status == 10


@pytest.mark.parametrize(("altered", "state"), [(False, 0), (True, 10)])
def test_json_tells_the_same_as_the_exit_status(
    siaga: Siaga, sealed: Path, altered: bool, state: int
) -> None:
    if altered:
        _alter(_content(sealed))
    said = siaga("vault", "verify", "--json", "--deep")
    assert said.status == state
    found = json.loads(said.out)
    assert (found["kind"], found["size"], found["deep"]) == ("verification/1", log_size(sealed), 1)
    wrong = [each["name"] for each in found["checks"] if each["wrong_total"]]
    assert bool(wrong) is altered
    assert all(each["title"]["id"] and each["title"]["en"] for each in found["checks"])


@pytest.mark.parametrize(
    "wrong",
    [("--policy", "no-such-file"), ("--checkpoint", "no-such-file"), ("--vault", "nowhere")],
)
def test_wrong_use_is_no_verdict(siaga: Siaga, sealed: Path, wrong: tuple[str, ...]) -> None:
    assert sealed.is_dir()
    said = siaga("vault", "verify", *wrong)
    assert (said.status, said.out) == (2, "")
