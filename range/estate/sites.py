"""The sites of the range: which server, which application, which log layout, which habits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Layout = Literal["combined", "vhost_combined", "timed", "json"]
DOMAIN = "kotacontoh.example"


@dataclass(frozen=True, slots=True)
class Site:
    """One virtual host. `options` goes to the application; `zone` is the server clock's offset in hours.

    `rotate` is the days per log file; `busy` scales the number of people; `skew` is how many
    seconds the clock of this site's FTP and SSH log is ahead of the truth; `iso_syslog` stamps SSH
    lines with year and zone, as newer rsyslog does.
    """

    short: str
    server: Literal["nginx", "apache"]
    app: str
    layout: Layout
    title: str
    options: dict[str, object] = field(default_factory=dict)
    zone: int = 7
    rotate: int = 7
    busy: float = 1.0
    shell_access: bool = False
    own_php_log: bool = False
    dav: bool = False
    skew: int = 0
    dated_names: bool = False
    iso_syslog: bool = False
    lost_file: int = 0
    silent_day: int = 0

    @property
    def host(self) -> str:
        """The host name, as requests and folders carry it."""
        return f"{self.short}.{DOMAIN}"


def _options(**options: object) -> dict[str, object]:
    return options


SITES: tuple[Site, ...] = (
    # Kelurahan sites of our own small application.
    Site("kel-melati", "nginx", "kelurahan", "combined", "Kelurahan Melati", rotate=1),
    Site(
        "kel-kenanga",
        "apache",
        "kelurahan",
        "combined",
        "Kelurahan Kenanga",
        shell_access=True,
        skew=18000,
        iso_syslog=True,
    ),
    Site(
        "kel-dahlia",
        "nginx",
        "kelurahan",
        "timed",
        "Kelurahan Dahlia",
        _options(lfi=True),
        own_php_log=True,
        lost_file=2,
    ),
    Site("kel-mawar", "apache", "kelurahan", "combined", "Kelurahan Mawar", _options(lfi=True, inject=True)),
    Site("kel-anggrek", "nginx", "kelurahan", "combined", "Kelurahan Anggrek", _options(parameterised=True)),
    Site(
        "kel-seruni",
        "apache",
        "kelurahan",
        "combined",
        "Kelurahan Seruni",
        _options(parameterised=True),
        shell_access=True,
    ),
    Site(
        "kel-teratai",
        "nginx",
        "kelurahan",
        "timed",
        "Kelurahan Teratai",
        _options(parameterised=True, slow=True),
        dav=True,
    ),
    Site(
        "kel-flamboyan",
        "apache",
        "kelurahan",
        "vhost_combined",
        "Kelurahan Flamboyan",
        _options(parameterised=True),
    ),
    # Agencies with WordPress-like sites.
    Site("dinas-pariwisata", "apache", "wordpress", "vhost_combined", "Dinas Pariwisata", busy=1.6),
    Site("kec-cempaka", "nginx", "wordpress", "combined", "Kecamatan Cempaka", dated_names=True),
    Site(
        "dinas-koperasi",
        "apache",
        "wordpress",
        "combined",
        "Dinas Koperasi",
        shell_access=True,
        zone=0,
    ),
    Site("dinas-olahraga", "nginx", "wordpress", "combined", "Dinas Olahraga", _options(ajax_hole=True)),
    Site("dinas-kesehatan", "nginx", "wordpress", "json", "Dinas Kesehatan", busy=1.4),
    Site("kec-bougenvil", "apache", "wordpress", "vhost_combined", "Kecamatan Bougenvil"),
    Site(
        "dinas-pemuda",
        "nginx",
        "wordpress",
        "timed",
        "Dinas Pemuda",
        shell_access=True,
        silent_day=9,
        iso_syslog=True,
    ),
    Site(
        "dinas-pertanian", "apache", "wordpress", "combined", "Dinas Pertanian", _options(comment_hole=True)
    ),
    Site("dinas-perikanan", "nginx", "wordpress", "combined", "Dinas Perikanan", _options(comment_hole=True)),
    # Agencies with Joomla-like sites and a database tool.
    Site("dinas-perhubungan", "nginx", "joomla", "combined", "Dinas Perhubungan", zone=0, rotate=1),
    Site("dinas-sosial-budaya", "apache", "joomla", "combined", "Dinas Sosial Budaya"),
    # Library, journals, villages.
    Site("perpustakaan", "nginx", "slims", "timed", "Perpustakaan Kota"),
    Site("perpus-kecamatan", "apache", "slims", "combined", "Perpustakaan Kecamatan"),
    Site("jurnal", "apache", "ojs", "combined", "Jurnal Litbang"),
    Site("jurnal-kesehatan", "nginx", "ojs", "combined", "Jurnal Kesehatan"),
    Site("desa-sukasari", "nginx", "opensid", "combined", "Desa Sukasari"),
    Site("desa-mekarjaya", "apache", "opensid", "combined", "Desa Mekarjaya"),
    # Services.
    Site(
        "perizinan",
        "nginx",
        "laravel",
        "timed",
        "Perizinan",
        _options(holes=["ignition", "phpunit", "finder"]),
        shell_access=True,
    ),
    Site(
        "ppdb",
        "apache",
        "laravel",
        "combined",
        "PPDB",
        _options(holes=["finder", "ignition"]),
        shell_access=True,
    ),
    Site("disdukcapil", "nginx", "layanan", "json", "Disdukcapil", busy=1.5),
    Site("dinsos", "nginx", "layanan", "combined", "Dinas Sosial", dav=True),
    Site("bapenda", "nginx", "layanan", "combined", "Bapenda"),
    # Sites that answer everything with the same page.
    Site("ppid", "nginx", "soft404", "combined", "PPID", _options(echo=True), busy=0.4),
    Site("jdih", "apache", "soft404", "combined", "JDIH", busy=0.4),
)

BY_NAME = {site.short: site for site in SITES}
