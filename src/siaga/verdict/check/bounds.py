"""Tells what was only counted and not remembered, because there was too much of it."""

from __future__ import annotations

from siaga.findings.shape import Notice
from siaga.verdict.check.fold import Fold

_TEXTS = {
    "requests": (
        "{} requests were counted but not kept for a closer look: too many of one kind, or in all.",
        "{} permintaan dihitung tetapi tidak disimpan untuk dilihat lebih dekat: terlalu banyak.",
    ),
    "events": (
        "{} events of other logs (logins, errors, transfers) were counted but not kept for a closer look.",
        "{} kejadian dari log lain (login, galat, transfer) dihitung tetapi tidak disimpan.",
    ),
    "paths": (
        "{} requests asked for paths beyond those that are remembered: they have no figures of their own.",
        "{} permintaan menuju alamat di luar batas yang diingat: alamat itu tidak punya angka sendiri.",
    ),
    "clients": (
        "{} requests came from addresses beyond those that are remembered one by one.",
        "{} permintaan berasal dari alamat di luar batas yang diingat satu per satu.",
    ),
    "failures": (
        "{} refused requests were not used to compare the clocks of the logs.",
        "{} permintaan yang ditolak tidak dipakai untuk membandingkan jam antarlog.",
    ),
    "hosts": (
        "{} lines name host names beyond those that are believed: they count for the log's own site.",
        "{} baris menyebut nama host di luar batas yang dipercaya: dihitung untuk situs pemilik log.",
    ),
}


def bound_notices(fold: Fold) -> list[Notice]:
    """Return a notice for every bound that was met."""
    counts = {**fold.ledger.left_out(), "hosts": fold.hosts.left_out}
    return [
        Notice(
            "", "limits", en.format(f"{counts[name]:,}"), idn.format(f"{counts[name]:,}".replace(",", "."))
        )
        for name, (en, idn) in _TEXTS.items()
        if counts[name]
    ]
