"""Small logs for the tests of a whole check: visitors of a site, with an intruder or without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

START = datetime(2026, 6, 15, tzinfo=UTC)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"
BAD = "203.0.113.66"
PAGES = (("/", 9_400), ("/berita/kerja-bakti", 7_300), ("/layanan/surat", 5_200), ("/kontak", 3_900))


def line(
    at: datetime,
    client: str = "192.0.2.7",
    request: str = "GET /",
    status: int = 200,
    size: int = 9_400,
    *,
    host: str = "",
    referrer: str = "-",
    agent: str = BROWSER,
) -> str:
    """Return one line in combined format, with the virtual host in front where one is given."""
    stamp = at.strftime("%d/%b/%Y:%H:%M:%S +0000")
    text = f'{client} - - [{stamp}] "{request} HTTP/1.1" {status} {size} "{referrer}" "{agent}"'
    return f"{host} {text}" if host else text


def visitors(days: int = 2, per_day: int = 24, *, host: str = "", first_day: int = 0) -> list[str]:
    """Return lines of visitors spread evenly over whole days."""
    told = []
    for number in range(days * per_day):
        at = START + timedelta(days=first_day, minutes=number * 1_440 // per_day)
        page, size = PAGES[number % len(PAGES)]
        told.append(
            line(
                at,
                f"192.0.2.{number % 9 + 1}",
                f"GET {page}",
                size=size,
                host=host,
                referrer="https://kota.example/",
            )
        )
    return told


def intrusion(day: int = 1, *, host: str = "") -> list[str]:
    """Return an upload and the use of the uploaded script, at 23:50 of a day."""
    at = START + timedelta(days=day, hours=23, minutes=50)
    told = [line(at, BAD, "POST /pengaduan/kirim", 302, 0, host=host)]
    for number, size in enumerate((120, 4_000, 900, 17_000, 60)):
        moment = at + timedelta(seconds=20 + number * 30)
        told.append(line(moment, BAD, "POST /uploads/aduan/kk.php", 200, size, host=host))
    return told


def scan(number: int = 8, *, host: str = "") -> list[str]:
    """Return a scanner's requests, none of them answered, at noon of the first day."""
    at = START + timedelta(hours=12)
    return [
        line(
            at + timedelta(seconds=n),
            "198.51.100.5",
            f"GET /etc/passwd?id={n}%27+UNION+SELECT+1,2--",
            404,
            900,
            host=host,
        )
        for n in range(number)
    ]


def text(*parts: Sequence[str]) -> bytes:
    """Return lines as a log file, put in order of their stamps."""
    told = [one for part in parts for one in part]
    return "".join(one + "\n" for one in sorted(told, key=_moment)).encode()


def _moment(one: str) -> datetime:
    return datetime.strptime(one.split("[", 1)[1].split("]", 1)[0], "%d/%b/%Y:%H:%M:%S %z")


def ssh(moments: Sequence[tuple[datetime, str]]) -> bytes:
    """Return sshd lines with ISO stamps."""
    return "".join(
        f"{at.isoformat(timespec='microseconds')} server1 sshd[{100 + n}]: {said}\n"
        for n, (at, said) in enumerate(moments)
    ).encode()
