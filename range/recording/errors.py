"""Raw error logs to recorded ones: nginx, Apache, php-fpm and PHP's own file."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

from range.estate.sites import Site
from range.recording import stamps
from range.recording.lines import Line, Origin, Run

_NGINX_CONNECTION = re.compile(rb"^\S+ \S+ \[\w+\] \d+#\d+: \*(\d+) ")
_STRAY = re.compile(rb"\[range ([0-9A-Za-z.-]+)\] ?")
_APACHE_STAMP = re.compile(rb"\[\w{3} (\w{3} \d\d \d\d:\d\d:\d\d\.\d+ \d{4})\]")
_PHP_STAMP = re.compile(rb"^\[[^\]]*\] ?")
EARLIER = 0.001
"""An error is written before the access line of its request, by this many virtual seconds."""


def nginx(site: Site, run: Run, connections: dict[str, tuple[str, float]]) -> list[Line]:
    """Return the lines of a site's nginx error log, found by the number of the connection."""
    lines = []
    for row in _rows(run.place.raw(site, "error")):
        match = _NGINX_CONNECTION.match(row)
        rid, real = connections.get(match.group(1).decode(), ("", 0.0)) if match else ("", 0.0)
        found = run.origin(site, rid, real)
        if found:
            text = run.tidy(site, stamps.nginx_error(row, found.at, site.zone))
            lines.append(_line(found, text, witness=b"PHP message" in row))
    return lines


def apache(site: Site, run: Run) -> list[Line]:
    """Return the lines of a site's Apache error log and the stray output of its scripts."""
    lines = []
    for row in _rows(run.place.raw(site, "error")):
        rid, _, text = row.partition(b"\t")
        stamp = _APACHE_STAMP.search(text)
        real = 0.0
        if stamp:
            real = (
                datetime.strptime(stamp.group(1).decode(), "%b %d %H:%M:%S.%f %Y")
                .replace(tzinfo=UTC)
                .timestamp()
            )
        found = run.origin(site, rid.decode("latin-1"), real)
        if found:
            # mod_remoteip knows no port of the client; one as clients have it takes the place of 0.
            port = b":%d] " % (32768 + zlib.crc32(rid) % 28000)
            shown = run.tidy(site, stamps.apache_error(text, found.at, site.zone).replace(b":0] ", port, 1))
            lines.append(_line(found, shown, witness=b"[php:" in text))
    for row in _rows(run.place.sub("raw") / "apache.main"):
        match = _STRAY.search(row)
        found = run.origin(site, match.group(1).decode(), 0.0) if match else None
        if match and found:
            lines.append(_line(found, row[match.end() :], witness=True))
    return lines


def apache_starts(site: Site, run: Run, moments: list[float]) -> list[Line]:
    """Return Apache's own start-up lines of this run, once for each moment it (re)started."""
    kept = [
        row for row in _rows(run.place.sub("raw") / "apache.main") if b"AH00163" in row or b"AH00094" in row
    ]
    lines = []
    for at in moments:
        for number, row in enumerate(kept):
            text = stamps.apache_error(row.partition(b"\t")[2], at + number / 1000, site.zone)
            lines.append(Line(at + number / 1000, run.tidy(site, text.replace(b"[client -] ", b""))))
    return lines


def fpm(site: Site, run: Run) -> list[Line]:
    """Return what children said on standard error, as php-fpm logs it (decorated)."""
    lines = []
    for row in _rows(run.place.sub("raw") / "php-fpm.log"):
        match = _STRAY.search(row)
        found = run.origin(site, match.group(1).decode(), 0.0) if match else None
        if match and found:
            plain = _PHP_STAMP.sub(b"", row[: match.start()]) + row[match.end() :]
            lines.append(_line(found, stamps.php(plain, found.at, site.zone, named=False), witness=True))
    return lines


def own_php(site: Site, run: Run) -> list[Line]:
    """Return PHP's own error log, kept per request while the range ran."""
    lines = []
    for file in sorted(run.place.sub("php_errors").iterdir()):
        found = run.origin(site, file.name, file.stat().st_mtime)
        for row in _rows(file) if found else []:
            if found:
                text = stamps.php(_PHP_STAMP.sub(b"", row), found.at, site.zone)
                lines.append(_line(found, run.tidy(site, text), witness=True))
    return lines


def _rows(file: Path) -> list[bytes]:
    return [row for row in file.read_bytes().split(b"\n") if row] if file.exists() else []


def _line(found: Origin, text: bytes, *, witness: bool) -> Line:
    """Make a line; a server's message is a witness only for a request that has a role itself."""
    role = "output" if witness and found.role else ""
    return Line(found.at - EARLIER, text, found.actor, role)
