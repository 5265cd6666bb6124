"""Names what no source here can show, so that silence is never taken for proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from siaga.verdict.coverage.measure import is_thin
from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.coverage.trace import MINUTE_US
from siaga.verdict.result import BlindSpot

_EVERYWHERE = (
    (
        "request_bodies",
        "Request bodies: about two thirds of known attacks travel in forms, uploads and headers that an access log never shows.",
        "Isi permintaan: sekitar dua pertiga serangan yang dikenal dikirim lewat formulir, unggahan, dan header yang tidak tercatat di log akses.",
    ),
    (
        "staff_accounts",
        "Staff accounts: a login with a stolen password from a usual network looks like the owner's own.",
        "Akun pegawai: login dengan sandi curian dari jaringan yang biasa tampak seperti pemiliknya sendiri.",
    ),
    (
        "copies_of_data",
        "Copies of data: databases, backups and files copied outside the web server leave nothing in these logs.",
        "Salinan data: basis data, cadangan, dan berkas yang disalin di luar server web tidak meninggalkan jejak di log ini.",
    ),
    (
        "unregistered",
        "Sites and applications whose logs were not handed over, among them abandoned and self-built ones.",
        "Situs dan aplikasi yang lognya tidak diserahkan, termasuk yang terbengkalai dan buatan sendiri.",
    ),
)

_MISSING_KINDS = (
    (
        "access",
        "no_access_log",
        "No web access log: what visitors asked for was not seen.",
        "Tidak ada log akses web: permintaan pengunjung tidak terlihat.",
    ),
    (
        "error",
        "no_error_log",
        "No error log: an injected command's own output would not be seen.",
        "Tidak ada log galat: keluaran perintah yang disisipkan tidak akan terlihat.",
    ),
    (
        "auth",
        "no_auth_log",
        "No login log of the machine (SSH, sudo): logins past the web were not seen.",
        "Tidak ada log login mesin (SSH, sudo): login di luar web tidak terlihat.",
    ),
    (
        "ftp",
        "no_ftp_log",
        "No FTP log: if files can be sent by FTP, such transfers were not seen.",
        "Tidak ada log FTP: jika berkas dapat dikirim lewat FTP, pengiriman itu tidak terlihat.",
    ),
    (
        "audit",
        "no_audit_log",
        "No audit trail of the application: who changed what inside it was not seen.",
        "Tidak ada jejak audit aplikasi: siapa mengubah apa di dalamnya tidak terlihat.",
    ),
)


def blind_spots(sites: Mapping[str, Sequence[SourceTally]], log_offset_us: int = 0) -> tuple[BlindSpot, ...]:
    """Return the blind spots of a check: what was lost here, what always holds, which kinds sites lack.

    `log_offset_us` is the zone, in µs east of UTC, that stamps without one were read in.
    """
    # First what decides a verdict: a report shows the first few only.
    found = [spot for site, tallies in sorted(sites.items()) for spot in _lost(site, tallies)]
    found += [BlindSpot(code, "", en, idn) for code, en, idn in _EVERYWHERE]
    for kind, code, en, idn in _MISSING_KINDS:
        lacking = [site for site, tallies in sorted(sites.items()) if all(t.kind != kind for t in tallies)]
        if lacking and len(lacking) == len(sites):
            found.append(BlindSpot(code, "", en, idn))
        else:
            found += [BlindSpot(code, site, en, idn) for site in lacking]
    for site, tallies in sorted(sites.items()):
        unread = sum(tally.unparsed for tally in tallies)
        if unread:
            en = f"{unread} lines could not be read; they were searched for signatures only."
            idn = f"{unread} baris tidak dapat dibaca; hanya dicari polanya."
            found.append(BlindSpot("unparsed_lines", site, en, idn))
    return (*found, *_behind_proxies(sites), *_zone(sites, log_offset_us))


def _behind_proxies(sites: Mapping[str, Sequence[SourceTally]]) -> list[BlindSpot]:
    """Say where visitors' addresses come from a header, and what a network in front keeps to itself."""
    return [
        BlindSpot("forwarded_clients", site, *_FORWARDED)
        for site, tallies in sorted(sites.items())
        if any("forwarded" in tally.format for tally in tallies)
    ]


def _lost(site: str, tallies: Sequence[SourceTally]) -> list[BlindSpot]:
    """Say why a site's coverage can't be relied on."""
    return _torn(site, tallies) + ([BlindSpot("thin_log", site, *_THIN)] if is_thin(tallies) else [])


def _zone(sites: Mapping[str, Sequence[SourceTally]], offset_us: int) -> list[BlindSpot]:
    """Say which zone was assumed, where there are logs whose stamps often name none."""
    if not any(
        t.parsed and (t.kind != "access" or t.format in _ZONELESS) for ts in sites.values() for t in ts
    ):
        return []
    hours, minutes = divmod(abs(offset_us) // MINUTE_US, 60)
    zone = f"UTC{'-' if offset_us < 0 else '+'}{hours:02d}:{minutes:02d}" if offset_us else "UTC"
    en = f"Stamps that name no zone (error, login and transfer logs) were read as {zone} (--log-zone)."
    idn = f"Cap waktu tanpa zona (log galat, login, dan transfer) dibaca sebagai {zone} (--log-zone)."
    return [BlindSpot("assumed_zone", "", en, idn)]


_ZONELESS = frozenset({"haproxy"})
"""Access logs whose stamps name no zone; the other kinds may all lack it."""


_THIN = (
    "Too little to know the rhythm: the access log is so short that a silence in it would not show.",
    "Terlalu sedikit untuk mengenal irama: log akses begitu pendek sehingga celah di dalamnya tidak akan tampak.",
)

_FORWARDED = (
    "Behind a proxy: on its lines the visitor is the last address in the forwarding header that is no proxy's. What it answered out of its cache was not seen.",
    "Di balik proksi: pada barisnya, pengunjung ialah alamat terakhir di header penerusan yang bukan proksi. Yang dijawabnya dari tembolok tidak terlihat.",
)

_FILES_NAMED = 3


def _torn(site: str, tallies: Sequence[SourceTally]) -> list[BlindSpot]:
    """Name the files that were not read, or not in full."""
    files = sorted({place for tally in tallies for place in tally.unreadable})
    if not files:
        return []
    names = ", ".join(files[:_FILES_NAMED])
    more = len(files) - _FILES_NAMED
    en = f"{names}{f' and {more} more' if more > 0 else ''}: not read in full; what is missing was not seen."
    idn = f"{names}{f' dan {more} lagi' if more > 0 else ''}: tidak terbaca utuh; bagian yang hilang tidak terlihat."
    return [BlindSpot("torn_files", site, en, idn)]
