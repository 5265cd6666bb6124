"""What was not read darkens the site it was lost from; what is only worth knowing is a notice."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from siaga.intake.attribution import Attributor
from siaga.intake.block import LogFile
from siaga.intake.reading.note import Note, NoteCode
from siaga.verdict.check.fold import Fold
from siaga.verdict.check.losses import SHOWN, note_notices, place_losses, unread
from siaga.verdict.result import CheckResult

from .logs import text, visitors

Lay = Callable[[dict[str, bytes]], None]
Check = Callable[..., CheckResult]


def _fold(*files: tuple[str, str], notes: tuple[Note, ...] = ()) -> Fold:
    fold = Fold(Attributor())
    fold.add_empty([LogFile(name, source) for name, source in files])
    fold.add_outcome(notes, ())
    return fold


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("a/access.log.1", "a/access.log"),
        ("a/access.log.7.gz", "a/access.log"),
        ("b.tar!access.log", "b.tar!access.log"),
        ("b.tar", "b.tar!access.log"),
        ("a/access.log.1!inner", "a/access.log"),
    ],
)
def test_a_loss_belongs_to_the_source_it_was_lost_from(place: str, source: str) -> None:
    fold = _fold(
        ("a/access.log.1", "a/access.log"),
        ("b.tar!access.log", "b.tar!access.log"),
        notes=(Note(place, "damaged", "crc"),),
    )
    place_losses(fold)
    assert {name: t.unreadable for name, t in fold.tallies.items() if t.unreadable} == {source: [place]}


@pytest.mark.parametrize("code", ["duplicate", "empty", "renamed", "unrecognised", "transcoded"])
def test_what_was_not_lost_darkens_nothing(code: NoteCode) -> None:
    fold = _fold(("access.log", "access.log"), notes=(Note("access.log", code, "x"),))
    place_losses(fold)
    assert [tally.unreadable for tally in fold.tallies.values()] == [[]]


def test_losses_and_notices_share_no_note_and_lose_none() -> None:
    notes = (Note("a", "damaged", "crc"), Note("b", "duplicate", "a"), Note("c", "renamed", "d"))
    fold = _fold(notes=notes)
    assert unread(fold.notes) == (
        (
            "a",
            "damaged (crc): what could be read was used",
            "rusak (crc): bagian yang terbaca tetap dipakai",
        ),
    )
    assert [notice.text for notice in note_notices(fold)] == [
        "b: same content as a: read once",
        "c: renamed to d before it was read",
    ]
    assert all(notice.text != notice.text_id for notice in note_notices(fold))


def test_a_flood_of_one_kind_of_notice_is_counted() -> None:
    fold = _fold(notes=tuple(Note(f"{n:03}", "duplicate", "a") for n in range(SHOWN + 7)))
    told = note_notices(fold)
    assert len(told) == SHOWN + 1
    assert told[-1].text.startswith("and 7 more")


def test_a_torn_access_log_cannot_be_judged_and_is_named(lay: Lay, check: Check) -> None:
    whole = gzip.compress(text(visitors(3, 480)), mtime=0)
    lay(
        {
            "s/kota.example/access.log.1.gz": whole[: len(whole) * 9 // 10],
            "s/kota.example/access.log": text(visitors(3, 480, first_day=3)),
            "s/dinas.example/access.log": text(visitors(3, 480)),
        }
    )
    result = check("s", minimum_coverage=0.1)
    sites = {site.site: site for site in result.sites}
    assert sites["kota.example"].verdict == "cannot_tell"
    assert sites["dinas.example"].verdict == "no_evidence"
    assert sites["kota.example"].sources[0].unreadable == ("s/kota.example/access.log.1.gz",)
    (spot,) = [spot for spot in result.blind_spots if spot.code == "torn_files"]
    assert spot.site == "kota.example"
    assert "access.log.1.gz" in spot.text
    assert {gap.cause for gap in sites["kota.example"].gaps} <= {"unreadable"}


def test_an_archive_that_nobody_can_open_darkens_the_sites_beside_it(lay: Lay, check: Check) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("access.log.2", text(visitors(1)))
    locked = bytearray(packed.getvalue())
    # The flag "encrypted" of the local header and of the central directory (APPNOTE 4.4.4).
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    lay({"kota.example/access.log": text(visitors(3)), "kota.example/lama.zip": bytes(locked)})
    result = check("kota.example")
    assert [(site.site, site.verdict) for site in result.sites] == [("kota.example", "cannot_tell")]
    assert any("lama.zip" in place for place, *_ in result.unreadable)


def test_a_site_of_empty_files_appears_and_cannot_be_judged(lay: Lay, check: Check) -> None:
    lay({"s/kota.example/access.log": text(visitors(3)), "s/dinas.example/access.log": b""})
    result = check("s")
    assert {site.site: (site.verdict, site.coverage.share > 0) for site in result.sites} == {
        "kota.example": ("no_evidence", True),
        "dinas.example": ("cannot_tell", False),
    }
    assert result.verdict == "cannot_tell"


def test_an_empty_log_beside_a_full_one_changes_nothing(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors(3)), "kota.example/error.log": b""})
    (site,) = check("kota.example").sites
    assert (site.site, site.verdict) == ("kota.example", "no_evidence")


def test_a_path_typed_wrong_founds_no_site(lay: Lay, check: Check, tmp_path: Path) -> None:
    lay({"kota.example/access.log": text(visitors(3))})
    result = check("kota.example", str(tmp_path / "gone" / "access.log"))
    assert [(site.site, site.verdict) for site in result.sites] == [("kota.example", "no_evidence")]
    assert len(result.unreadable) == 1
    assert result.verdict == "cannot_tell"
    assert check("kota.example", "gone.log").verdict == "cannot_tell"
    assert check("kota.example").verdict == "no_evidence"


def test_read_once_is_a_notice(lay: Lay, check: Check) -> None:
    log = text(visitors(3))
    lay({"kota.example/access.log": log, "kota.example/access.log.1": log})
    result = check("kota.example")
    assert result.unreadable == ()
    assert any("read once" in n.text and "satu kali" in n.text_id for n in result.notices)
    assert result.verdict == "no_evidence"


@pytest.mark.parametrize(("days", "per_day", "verdict"), [(3, 24, "no_evidence"), (1, 24, "cannot_tell")])
def test_a_log_too_short_for_a_rhythm_is_no_proof(
    lay: Lay, check: Check, days: int, per_day: int, verdict: str
) -> None:
    lay({"kota.example/access.log": text(visitors(days, per_day))})
    result = check("kota.example")
    assert result.verdict == verdict
    assert ("thin_log" in {spot.code for spot in result.blind_spots}) == (verdict == "cannot_tell")
