"""Fills web roots and data folders: assets, documents, made-up rows, accounts. All seeded."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from pathlib import Path

from range.estate.addresses import seeded
from range.estate.sites import Site
from range.servers.place import Place

APPS = Path(__file__).resolve().parent.parent / "apps"
STANDIN = (APPS / "standin" / "standin.php").read_bytes()
DEPLOYED = (APPS / "deployed" / "jadwal.php").read_bytes()
FILES_MADE = 1_780_000_000.0
"""The time of all files that a site begins with, in seconds since 1970 (end of May 2026)."""
_STUB = "<?php require $_SERVER['RANGE_APPS'] . '/{app}/app.php';\n"

PASSWORDS = {"admin": "Melati#2026kota", "humas": "humas-kota-77", "operator": "Operator!kel9"}
"""Accounts of every application; the intruders' are added by the intruders."""


def prepare(sites: tuple[Site, ...], place: Place, seed: int) -> None:
    """Lay out everything that the servers serve, owned by www-data."""
    shutil.copytree(APPS, place.base / "apps", dirs_exist_ok=True)
    ours = {hashlib.sha256(text).hexdigest() for text in (STANDIN, DEPLOYED)}
    for app in {site.app for site in sites}:
        ours.add(hashlib.sha256(_STUB.format(app=app).encode()).hexdigest())
    (place.sub("conf") / "ours.sha256").write_text("\n".join(sorted(ours)) + "\n")
    (place.sub("conf") / "php.ini").write_text(
        "memory_limit=128M\nupload_max_filesize=16M\npost_max_size=20M\ndisplay_errors=Off\n"
        "log_errors=On\nerror_reporting=E_ALL\ndate.timezone=UTC\nfile_uploads=On\nallow_url_fopen=Off\n"
        "disable_functions=exec,system,shell_exec,passthru,popen,proc_open,pcntl_exec,mail\nopcache.enable=0\n"
        f"open_basedir={place.base}:/tmp:/dev\n"
    )
    for site in sites:
        _docroot(site, place, seed)
        _data(site, place, seed)
    for folder in ("www", "data", "php_errors", "dav"):
        for path in [place.sub(folder), *place.sub(folder).rglob("*")]:
            shutil.chown(path, "www-data", "www-data")
            # ETag and Last-Modified shall not depend on when the range ran.
            os.utime(path, (FILES_MADE, FILES_MADE))
    place.base.chmod(0o755)


def _docroot(site: Site, place: Place, seed: int) -> None:
    root = place.docroot(site)
    dice = seeded(seed, "docroot", site.short)
    listed = APPS / site.app / "pages.txt"
    for page in listed.read_text().split() if listed.exists() else ["index.php"]:
        (root / page).parent.mkdir(parents=True, exist_ok=True)
        (root / page).write_text(_STUB.format(app=site.app))
    assets = {"gaya.css": (9000, 40000), "situs.js": (20000, 90000), "logo.png": (4000, 30000)}
    assets |= {f"foto{n}.jpg": (15000, 60000) for n in range(6)}
    for name, (low, high) in assets.items():
        _write(root / "aset" / name, dice.randbytes(dice.randrange(low, high)))
    _write(root / "favicon.ico", dice.randbytes(1150))
    for n in range(1, 9):
        _write(
            root / "dokumen" / f"formulir-{n}.pdf",
            b"%PDF-1.4\n" + dice.randbytes(dice.randrange(20000, 90000)),
        )
    _write(root / "dokumen" / "data-terbuka-2025.zip", b"PK\x03\x04" + dice.randbytes(900_000))
    for n in range(1, 7):
        folder = {"kelurahan": "uploads", "wordpress": "wp-content/uploads/2026/08"}.get(
            site.app, "upload/files"
        )
        _write(
            root / folder / f"kegiatan-{n}.jpg",
            b"\xff\xd8\xff" + dice.randbytes(dice.randrange(15000, 60000)),
        )
    folders = {
        "kelurahan": ("backup", "uploads/berita", "tema"),
        "wordpress": (
            "wp-content/themes/pemda",
            "wp-content/uploads/galeri",
            "wp-content/plugins/kontak",
            "tema",
        ),
        "slims": ("repository", "files/backup"),
        "ojs": ("public/journals/1",),
        "opensid": ("desa/upload/dokumen",),
        "joomla": ("templates/kota",),
        "laravel": ("upload/files", "storage/app/public"),
    }
    for name in (*folders.get(site.app, ()), *(("dav",) if site.dav else ())):
        (root / name).mkdir(parents=True, exist_ok=True)
    if site.app == "kelurahan":
        _write(root / "backup" / "db-20260901.sql.gz", b"\x1f\x8b" + dice.randbytes(180_000))
    if site.app == "wordpress":
        _write(root / "wp-content/plugins/kontak/readme.txt", b"=== Kontak ===\nStable tag: 1.2\n")
        _write(root / "wp-content/themes/pemda/style.css", dice.randbytes(18000))


def _data(site: Site, place: Place, seed: int) -> None:
    data = place.data(site)
    dice = seeded(seed, "data", site.short)
    about = {"host": site.host, "name": site.title, **site.options}
    (data / "site.json").write_text(json.dumps(about))
    roles = {name: {"sandi": word, "peran": "admin"} for name, word in PASSWORDS.items()}
    (data / "pengguna.json").write_text(json.dumps(roles))
    if site.app != "kelurahan":
        return
    for name, size in (("config.php", 2460), ("passwd", 1890), ("environ", 560), ("koneksi.php", 1310)):
        _write(data / "canned" / name, b"# canned by the range\n" + b"x = 'contoh';\n" * (size // 14))
    with sqlite3.connect(data / "isi.db") as base:
        base.execute("CREATE TABLE berita (id INTEGER PRIMARY KEY, judul TEXT, isi TEXT)")
        base.execute("CREATE TABLE aduan (no INTEGER PRIMARY KEY, keterangan TEXT)")
        base.execute("CREATE TABLE statistik (wilayah INTEGER PRIMARY KEY, jumlah INTEGER)")
        base.execute("CREATE TABLE pengguna (nama TEXT, sandi TEXT)")
        base.execute("CREATE TABLE warga (nik TEXT, nama TEXT, alamat TEXT)")
        words = (
            "warga",
            "rapat",
            "posyandu",
            "taman",
            "surat",
            "bersih",
            "sehat",
            "balai",
            "lurah",
            "kampung",
        )
        for n in range(1, 121):
            base.execute(
                "INSERT INTO berita VALUES (?, ?, ?)",
                (
                    n,
                    " ".join(dice.choices(words, k=6)),
                    " ".join(dice.choices(words, k=dice.randrange(90, 420))),
                ),
            )
            base.execute("INSERT INTO aduan VALUES (?, ?)", (n, " ".join(dice.choices(words, k=30))))
            base.execute("INSERT INTO statistik VALUES (?, ?)", (n, dice.randrange(9000)))
        base.executemany(
            "INSERT INTO pengguna VALUES (?, ?)", [(k, dice.randbytes(20).hex()) for k in PASSWORDS]
        )
        base.executemany(
            "INSERT INTO warga VALUES (?, ?, ?)",
            [
                (f"9999{dice.randrange(10**12):012d}", f"Warga {n}", " ".join(dice.choices(words, k=4)))
                for n in range(1500)
            ],
        )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
