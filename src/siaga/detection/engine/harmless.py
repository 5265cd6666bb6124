"""Made-up requests of ordinary visitors and crawlers, to tell common patterns from rare ones."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import re2

from siaga.detection.engine.fields import Column
from siaga.detection.engine.samples import rows_of_requests
from siaga.detection.engine.sources import Sources
from siaga.intake.rows import AccessRows

_PATHS = (
    "/", "/berita/%n/pelayanan-ktp-online.html", "/cari?q=jadwal+imunisasi+anak&page=%n",
    "/wp-content/themes/kota/style.css?ver=6.%n", "/layanan/detail?id=%n&jenis=akta-kelahiran",
    "/assets/img/logo-%n.png", "/unduh/peraturan-no-%n-tahun-2025.pdf", "/wp-login.php",
    "/index.php?option=com_content&view=article&id=%n:select-committee", "/foto/warga-%n.jpg",
    "/peta?lat=-6.2%n&lng=106.8%n&zoom=12", "/api/v1/antrian?tanggal=2026-03-0%n&loket=A",
    "/login?next=/dasbor/%n", "/kelurahan/union-street/%n", "/index.php/jurnal/article/view/%n/pdf",
    "/wp-admin/admin-ajax.php?action=heartbeat", "/robots.txt", "/sitemap.xml", "/js/app.%n.js",
    "/favicon.ico",
)  # fmt: skip
_AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126 Safari/537",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
)
_REFERRERS = (
    "-",
    "https://www.google.com/search?q=jam%20buka%20kantor",
    "https://kota.example/berita?page=2",
)
_METHODS = ("GET", "GET", "GET", "GET", "GET", "GET", "GET", "POST", "POST", "HEAD")


@cache
def harmless_rows() -> AccessRows:
    """Return 600 harmless lines."""
    lines = [
        f"203.0.113.{20 * number + at} - - [02/Mar/2026:08:15:30 +0700] "
        f'"{method} {path.replace("%n", str(number))} HTTP/1.1" 200 {at * 371} "{referrer}" "{agent}"'
        for number, method in enumerate(_METHODS)
        for at, path in enumerate(_PATHS)
        for referrer, agent in zip(_REFERRERS, _AGENTS, strict=True)
    ]
    return rows_of_requests(lines)


@cache
def _weights(column: Column) -> tuple[tuple[bytes, float], ...]:
    """Return the distinct values of a column with the share of rows that hold them."""
    rows = harmless_rows()
    if column == "line":
        line = rows.block.data.split(b"\n")[0]
        return ((line, 1.0),)
    source = Sources(rows).source(column)
    part = source.part(np.arange(len(source)))
    counts = np.bincount(source.codes[source.codes >= 0], minlength=len(source)).tolist()
    shares: Counter[bytes] = Counter()
    raw = part.raw(column)
    if raw is not None:
        for value, owner in zip(raw.text.split(b"\n"), raw.owners.tolist(), strict=True):
            shares[value] += counts[owner]
    return tuple((value, count / len(rows)) for value, count in shares.items())


def share_of_harmless(column: Column, matcher: re2._Regexp) -> float:
    """Return the share of harmless lines in which the pattern is found in that column."""
    return sum(share for value, share in _weights(column) if matcher.search(value) is not None)
