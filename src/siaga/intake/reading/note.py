"""What a person must be told about the reading itself: every input not read, read in part, or read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

NoteCode = Literal[
    "missing",
    "no_permission",
    "not_regular",
    "outside_link",
    "broken_link",
    "loop",
    "duplicate",
    "not_a_log",
    "unsupported",
    "password",
    "damaged",
    "trailing",
    "truncated",
    "stopped",
    "too_deep",
    "too_large_inside",
    "too_many",
    "empty",
    "nothing_inside",
    "grew",
    "shrank",
    "vanished",
    "replaced",
    "renamed",
    "transcoded",
    "carriage_returns",
    "link_member",
    "archive_order",
    "input_error",
    "unrecognised",
    "more",
]

Tell = Callable[[NoteCode, str], None]
"""Writes down a note about a place that is already known: (code, about)."""

_TEXTS: dict[NoteCode, tuple[str, str]] = {
    "missing": ("there is no such file", "berkas tidak ada"),
    "no_permission": ("permission denied", "izin baca ditolak"),
    "not_regular": ("not read: it is a {}", "tidak dibaca: ini {}"),
    "outside_link": (
        "symbolic link not followed: it leads out of the given folder",
        "tautan simbolis tidak diikuti: mengarah ke luar folder yang diberikan",
    ),
    "broken_link": ("symbolic link to nothing", "tautan simbolis tanpa tujuan"),
    "loop": (
        "folder already read as {}: not entered again",
        "folder sudah dibaca sebagai {}: tidak dibuka lagi",
    ),
    "duplicate": ("same content as {}: read once", "isi sama dengan {}: dibaca satu kali"),
    "not_a_log": ("not a log: {}", "bukan log: {}"),
    "unsupported": (
        "unreadable: {}: unpack it and check the result",
        "tidak terbaca: {}: ekstrak dahulu, lalu periksa hasilnya",
    ),
    "password": (
        "unreadable: protected by a password",
        "tidak terbaca: dilindungi kata sandi",
    ),
    "damaged": (
        "damaged ({}): what could be read was used",
        "rusak ({}): bagian yang terbaca tetap dipakai",
    ),
    "trailing": (
        "{} after the end of the compressed data were not read",
        "{} setelah akhir data terkompresi tidak dibaca",
    ),
    "truncated": (
        "ends too early ({}): what could be read was used",
        "berakhir terlalu awal ({}): bagian yang terbaca tetap dipakai",
    ),
    "stopped": (
        "unreadable: stopped after {} bytes, it inflates beyond the limit; those bytes were used",
        "tidak terbaca: dihentikan setelah {} bita karena mengembang melewati batas; bita itu tetap dipakai",
    ),
    "too_deep": (
        "unreadable: {} inside too many archives: unpack it and check the result",
        "tidak terbaca: {} di dalam arsip yang terlalu bertingkat: ekstrak dahulu",
    ),
    "too_large_inside": (
        "unreadable: an archive of more than {} bytes inside an archive: unpack it and check the result",
        "tidak terbaca: arsip lebih dari {} bita di dalam arsip: ekstrak dahulu",
    ),
    "too_many": ("only the first {} members were read", "hanya {} anggota pertama yang dibaca"),
    "empty": ("empty: 0 bytes", "kosong: 0 bita"),
    "nothing_inside": ("holds no file", "tidak berisi berkas"),
    "grew": (
        "grew by {} bytes while it was read: read to the size it had at the start",
        "bertambah {} bita selama dibaca: dibaca sampai ukuran semula",
    ),
    "shrank": (
        "shrank while it was read: {} bytes are gone",
        "menyusut selama dibaca: {} bita hilang",
    ),
    "vanished": ("vanished before it was read", "hilang sebelum sempat dibaca"),
    "replaced": (
        "replaced by another file before it was read",
        "diganti berkas lain sebelum sempat dibaca",
    ),
    "renamed": ("renamed to {} before it was read", "berganti nama menjadi {} sebelum dibaca"),
    "transcoded": (
        "was {}: read as UTF-8, offsets count UTF-8 bytes",
        "semula {}: dibaca sebagai UTF-8, posisi dihitung dalam bita UTF-8",
    ),
    "carriage_returns": (
        "lines end with a lone carriage return",
        "baris diakhiri carriage return saja",
    ),
    "link_member": ("member not read: it is a {}", "anggota tidak dibaca: ini {}"),
    "archive_order": (
        "members read in the order of the archive: too large to be put in order",
        "anggota dibaca menurut urutan arsip: terlalu besar untuk diurutkan",
    ),
    "input_error": ("input error: {}", "galat masukan: {}"),
    "unrecognised": (
        "no log format that is known: {} lines were searched for attacks but not understood",
        "bukan format log yang dikenal: {} baris dicari serangannya tetapi tidak dipahami",
    ),
    "more": ("{} more notes were left out", "{} catatan lain tidak ditampilkan"),
}

LOSSES: frozenset[NoteCode] = frozenset(
    {
        "missing",
        "no_permission",
        "unsupported",
        "password",
        "damaged",
        "trailing",
        "truncated",
        "stopped",
        "too_deep",
        "too_large_inside",
        "too_many",
        "shrank",
        "vanished",
        "replaced",
        "input_error",
        "unrecognised",
    }
)
"""Codes that mean: there was content here that a person expected to be read, and it was not."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One fact about one place (a path as typed, plus `!member`); `about` completes its sentence."""

    place: str
    code: NoteCode
    about: str = ""

    @property
    def text(self) -> str:
        """The fact in English, without the place."""
        return _TEXTS[self.code][0].format(self.about)

    @property
    def text_id(self) -> str:
        """The fact in Indonesian, without the place."""
        return _TEXTS[self.code][1].format(self.about)

    @property
    def loss(self) -> bool:
        """Whether content that was expected here went unread."""
        return self.code in LOSSES


MOST_NOTES = 10_000
"""So many are kept; beyond, they are counted: an archive of a million links must not fill memory."""


class Notebook:
    """Collects notes in the order they were made; the same fact twice is one note."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}
        self._more = 0

    def add(self, place: str, code: NoteCode, about: str = "") -> None:
        """Write down one fact."""
        note = Note(place, code, about)
        if len(self._notes) < MOST_NOTES:
            self._notes[note] = None
        elif note not in self._notes:
            self._more += 1

    def at(self, place: str) -> Tell:
        """Return a function that writes facts about `place`."""

        def tell(code: NoteCode, about: str) -> None:
            self.add(place, code, about)

        return tell

    def __len__(self) -> int:
        return len(self._notes) + self._more

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes so far; the last says how many were left out, if any."""
        left_out = (Note("*", "more", str(self._more)),) if self._more else ()
        return (*self._notes, *left_out)
