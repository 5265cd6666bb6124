"""A confirmed break-in over several sites, with a gap, a likely one, and campaigns of attempts."""

from __future__ import annotations

from siaga.findings.shape import Actor, Attempt, Entry, Notice, Signal
from siaga.verdict.result import BlindSpot, CheckResult, Gap, SiteSummary

from .sample_parts import DAY, HOUR, VERSION, at, counts, covered, hours, line, rule_set, source

BEGIN, END = at(1), at(23)
A = "kelurahan-contoh.example"
B = "dinas-contoh.example"
C = "arsip-contoh.example"
LOG_A, ERR_A, LOG_B, LOG_C = f"{A}/access.log", f"{A}/error.log", f"{B}/access.log", f"{C}/access.log"
BROWSER = '"-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"'
INTRUDER = Actor(("198.51.100.23", "203.0.113.77"), ("admin",))

UPLOAD = line(
    LOG_A,
    48_211,
    '203.0.113.77 - - [20/Nov/2026:19:12:44 +0000] "POST /buku-tamu/unggah.php HTTP/1.1" 200 512 ' + BROWSER,
    "upload",
    at(20, 19, 12, 44),
    "POST /buku-tamu/unggah.php",
)
FIRST_USE = line(
    LOG_A,
    48_219,
    '203.0.113.77 - - [20/Nov/2026:19:14:07 +0000] "POST /unggahan/foto/kegiatan.php?cari=id HTTP/1.1" '
    "200 87 " + BROWSER,
    "first use",
    at(20, 19, 14, 7),
    "/unggahan/foto/kegiatan.php?cari=id",
)
ERROR = line(
    ERR_A,
    911,
    '2026/11/20 19:14:07 [error] 812#812: *90211 FastCGI sent in stderr: "PHP message: PHP Warning: '
    'Undefined array key 1 in /var/www/situs/unggahan/foto/kegiatan.php on line 3" while reading response '
    "header from upstream, client: 203.0.113.77",
    "error",
    at(20, 19, 14, 7),
    "/unggahan/foto/kegiatan.php on line 3",
)
DUMP = line(
    LOG_A,
    48_302,
    '198.51.100.23 - admin [20/Nov/2026:19:31:55 +0000] "GET /cadangan/basisdata-2026.sql.gz HTTP/1.1" '
    "200 48211904 " + BROWSER,
    "dump",
    at(20, 19, 31, 55),
    "/cadangan/basisdata-2026.sql.gz",
    "200 48211904",
)
LOGIN = line(
    LOG_B,
    7_741,
    '198.51.100.23 - - [21/Nov/2026:01:02:10 +0000] "POST /wp-login.php HTTP/1.1" 302 0 ' + BROWSER,
    "login",
    at(21, 1, 2, 10),
    "POST /wp-login.php",
    "302",
)

SHELL_SIGNAL = Signal(
    A,
    "web_shell",
    "entered",
    "confirmed",
    INTRUDER,
    UPLOAD.time_us,
    FIRST_USE.time_us,
    "A PHP file never served before appeared in the photo folder 83 seconds after an upload by the same "
    "address, and its replies vary with the command sent; the error log names the file.",
    "Berkas PHP yang belum pernah ada muncul di folder foto 83 detik setelah unggahan dari alamat yang sama, "
    "dan jawabannya berubah menurut perintah yang dikirim; log galat menyebut berkas itu.",
    (UPLOAD, FIRST_USE, ERROR),
    ("path:/unggahan/foto/kegiatan.php",),
)
DUMP_SIGNAL = Signal(
    A,
    "dump_fetching",
    "exfiltrated",
    "confirmed",
    Actor(("198.51.100.23",), ("admin",)),
    DUMP.time_us,
    DUMP.time_us,
    "A database backup of 48 MB was fetched by an address that this site had not seen before that night.",
    "Cadangan basis data 48 MB diambil oleh alamat yang belum pernah terlihat di situs ini.",
    (DUMP,),
)
TAKEOVER = Entry(
    A,
    "exfiltrated",
    "confirmed",
    "web_shell",
    INTRUDER,
    UPLOAD.time_us,
    DUMP.time_us,
    SHELL_SIGNAL.why + " " + DUMP_SIGNAL.why,
    SHELL_SIGNAL.why_id + " " + DUMP_SIGNAL.why_id,
    (UPLOAD, FIRST_USE, ERROR, DUMP),
    (SHELL_SIGNAL, DUMP_SIGNAL),
)
NEW_NETWORK = Entry(
    B,
    "entered",
    "likely",
    "privileged_session",
    Actor(("198.51.100.23",)),
    LOGIN.time_us,
    LOGIN.time_us + 9 * 60_000_000,
    "An administrator's session was opened from a network that never logged in here before, at 08:02 local "
    "time, and the plugin editor was used at once.",
    "Sesi pengelola dibuka dari jaringan yang belum pernah login di sini, pukul 08.02 waktu setempat, lalu "
    "penyunting plugin langsung dipakai.",
    (LOGIN,),
)


PROBE = '192.0.2.50 - - [05/Nov/2026:03:10:00 +0000] "GET /.env HTTP/1.1" 404 153 "-" "curl/8.5.0"'
UNION = (
    '192.0.2.50 - - [12/Nov/2026:04:44:01 +0000] "GET /berita.php?id=7%20UNION%20ALL%20SELECT%20NULL '
    'HTTP/1.1" 200 8120 "-" "sqlmap/1.8"'
)
UNION_LINE = line(LOG_B, 3_310, UNION, "attempt", at(12, 4, 44, 1), "UNION%20ALL%20SELECT")
SCANNERS = ("192.0.2.61", "192.0.2.62")


def probed(site: str, lines: int, reached: int) -> Attempt:
    """Make the attempt that came to every site."""
    rule = ("secret-env-file", "Request for an environment file", "secret-files", "high")
    named = ("192.0.2.50", "192.0.2.51", "2001:db8::9")
    example = line(f"{site}/access.log", 1_203, PROBE, "attempt", at(5, 3, 10), "GET /.env")
    return Attempt(site, *rule, lines, reached, 3, named, at(5, 3, 10), at(18, 9), (example,))


def attempts() -> tuple[Attempt, ...]:
    """Make one rule tried on all three sites (answered on one) and three more."""
    sql = ("sqli-union-select", "UNION SELECT in a parameter", "sql-injection", "high")
    scan = ("scanner-nikto", "Nikto scanner", "scanner", "low")
    upload = ("upload-php-extension", "PHP file sent to an upload form", "upload-abuse", "critical")
    return (
        probed(A, 41, 0),
        probed(B, 38, 1),
        probed(C, 40, 0),
        Attempt(B, *sql, 2_214, 310, 1, ("192.0.2.50",), at(12, 4, 40), at(12, 6, 2), (UNION_LINE,)),
        Attempt(A, *scan, 6_410, 0, 2, SCANNERS, at(9, 1), at(9, 3), ()),
        Attempt(A, *upload, 3, 3, 1, ("203.0.113.77",), at(20, 19, 10), UPLOAD.time_us, (UPLOAD,)),
    )


def break_in() -> CheckResult:
    """Make the whole result."""
    lost = range(11 * 24 + 3, 13 * 24 + 9)
    a = source(LOG_A, A, "access", hours(BEGIN, 528, 60, lost), coverage=0.897, unparsed=12)
    a_error = source(ERR_A, A, "error", hours(BEGIN, 528, 1), skew=2.4)
    b = source(LOG_B, B, "access", hours(BEGIN, 528, 35))
    b_auth = source(f"{B}/auth.log", B, "auth", hours(BEGIN, 500, 3), skew=18_000.0)
    c = source(
        LOG_C, C, "access", hours(at(20), 60, 20), coverage=0.41, skew=None, unreadable=(f"{LOG_C}.3.gz",)
    )
    gap_a = Gap(BEGIN + lost.start * HOUR, BEGIN + lost.stop * HOUR, LOG_A, "rotation_missing")
    gap_c = Gap(at(20) + 60 * HOUR, END, LOG_C, "source_silent")
    gap_c0 = Gap(at(17), at(20), LOG_C, "unreadable")
    sites = (
        SiteSummary(A, "entry_confirmed", covered(0.934, BEGIN, END), (gap_a,), (a, a_error)),
        SiteSummary(B, "entry_likely", covered(1.0, BEGIN, END), (), (b, b_auth)),
        SiteSummary(C, "cannot_tell", covered(0.41, at(17), END), (gap_c0, gap_c), (c,)),
    )
    attack = [(A, at(9, 1) + i * HOUR, 3_205) for i in range(2)]
    attack += [(B, at(12, 4) + i * HOUR, 738) for i in range(3)]
    attack += [(A, BEGIN + day * DAY + (day * 5 % 24) * HOUR, 5 + day) for day in range(22)]
    return CheckResult(
        VERSION,
        "entry_confirmed",
        sites,
        (TAKEOVER, NEW_NETWORK),
        attempts(),
        (
            Notice(
                B,
                "clock",
                "The clock of auth.log runs 5 hours ahead of the web log.",
                "Jam auth.log mendahului log web 5 jam.",
                (LOGIN,),
            ),
        ),
        (
            BlindSpot(
                "request_bodies",
                "",
                "Request bodies are not in any log here: attacks sent by POST do not show.",
                "Isi permintaan tidak ada di log mana pun di sini: serangan lewat POST tidak terlihat.",
            ),
            BlindSpot(
                "no_auth",
                A,
                "No SSH or FTP log of this site was handed over.",
                "Log SSH dan FTP situs ini tidak diserahkan.",
            ),
        ),
        counts([a, a_error, b, b_auth, c]),
        rule_set(("lokal/rusak.yml", "|base64offset is not supported")),
        ((f"{LOG_C}.3.gz", "gzip stream ends early", "aliran gzip berakhir terlalu awal"),),
        tuple(sorted(attack, key=lambda item: item[1])),
    )
