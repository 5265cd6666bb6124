"""Decide which web site a log file and its lines belong to, or which machine if they serve many sites.

The first row that applies decides:

| | what is known                                     | site                          | `reason` |
|-|---------------------------------------------------|-------------------------------|----------|
| a | `--site NAME`                                   | NAME, for everything          | option   |
| b | `--site-pattern` fits the file's name           | what stands at `{site}`       | pattern  |
| c | the line names its virtual host                 | that host (`of_row`)          | -        |
| d | the file's name or one of its folders is a host | that host, the nearest first  | layout   |
| e | the file's name without log words is not empty  | the rest ("simpeg_access.log")| name     |
|   | a folder that is no usual one holds it          | that folder's name            | folder   |
|   | nothing                                         | "(unnamed)"                   | unnamed  |

Error, auth, ftp and audit logs follow a, b and d, and an error log with "error" in its name also
the first line of e. Where none applies they belong to a *machine* (scope "machine"): they cover
every site whose files lie below the same folder, usual log folders (`/var/log/nginx`) left out of
the comparison: see `covers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import re2

from siaga.foundation.errors import UsageError
from siaga.intake.block import LogFile
from siaga.intake.formats.contract import Kind

UNNAMED = "(unnamed)"

Scope = Literal["site", "machine"]
Reason = Literal["option", "pattern", "layout", "name", "folder", "unnamed"]

_USUAL_FOLDERS = (
    "access accesslog apache apache2 archive archived archives auth backup caddy daily data domlogs "
    "error ftp haproxy home httpd iis inetpub litespeed lighttpd local log logfiles logs lsws monthly "
    "nginx old opt private raw root rotated server srv statistics syslog system tmp usr var vhosts "
    "virtual web weekly www"
)
_USUAL = frozenset(_USUAL_FOLDERS.split())
"""Folders that say nothing about a site."""

_WORDS = (
    "access|accesslog|audit|auth|backup|bytes|combined|custom|debug|error|errors|ftp|ftpxferlog|http|https|"
    "localhost|log|logs|main|messages|modsec|other|php|proxy|request|requests|secure|server|ssl|stderr|"
    "stdout|syslog|transfer|u_ex|ex|vhosts|vsftpd|www-access|www-error|xferlog"
)
_PREFIX = re.compile(rf"^(?:{_WORDS})[-_]", re.IGNORECASE)
_SUFFIX = re.compile(rf"[-_.](?:{_WORDS})$", re.IGNORECASE)
_ONLY_WORD = re.compile(rf"^(?:{_WORDS})$", re.IGNORECASE)
_EXTENSION = re.compile(
    r"\.(?:log|txt|csv|json|jsonl|out|err|gz|bz2|xz|zst|zip|tar|tgz|tbz2|txz)$", re.IGNORECASE
)
_NO_TOP_LEVEL_TEXT = "bak conf csv err gz info json jsonl log notice old out tar txt warn xz zip"
_NO_TOP_LEVEL = frozenset(_NO_TOP_LEVEL_TEXT.split())
"""Ends of file names; `.info` and `.zip` are top levels too, but not of government sites."""
_PORT = re.compile(r":\d*$")
_ADDRESS = re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom a file belongs to: a site, or (scope "machine") all sites below `folder`.

    `name` is the site's or the machine's. `folder` is where the file lies, without usual log
    folders at the end.
    """

    name: str
    scope: Scope
    reason: Reason
    folder: str


class Attributor:
    """Applies the decision table; patterns use `*` (not over `/`), `**`, `?` and one `{site}`."""

    def __init__(self, site: str | None = None, patterns: Sequence[str] = ()) -> None:
        self._site = site
        self._patterns = [_compiled(pattern) for pattern in patterns]

    def of_file(self, file: LogFile, kind: Kind) -> Attribution:
        """Attribute a file by the options and by its name; all files of a rotated set agree."""
        parts = [part for part in re.split(r"[/!]", file.source) if part not in {"", ".", ".."}]
        folder = _folder(parts[:-1])
        if self._site is not None:
            return Attribution(self._site, "site", "option", folder)
        for pattern in self._patterns:
            match = pattern.match(file.source) or pattern.match(file.name)
            if match:
                found = match.group("site")
                return Attribution(host_name(found) or found, "site", "pattern", folder)
        for part in reversed(parts):
            host = _host_in(part)
            if host:
                return Attribution(host, "site", "layout", folder)
        holder = next((part for part in reversed(parts[:-1]) if part.lower() not in _USUAL), "")
        base = parts[-1] if parts else ""
        own = (
            _without_words(base) if kind == "access" or (kind == "error" and "error" in base.lower()) else ""
        )
        if own.strip("-"):
            return Attribution(own, "site", "name", folder)
        scope: Scope = "site" if kind == "access" else "machine"
        return Attribution(holder or UNNAMED, scope, "folder" if holder else "unnamed", folder)

    @staticmethod
    def of_row(attribution: Attribution, host: bytes | None) -> str:
        """Return the site of a line whose log names the virtual host (None when it does not)."""
        if host is None or attribution.reason in {"option", "pattern"}:
            return attribution.name
        return host_name(host.decode("utf-8", "replace")) or attribution.name


def covers(machine: Attribution, site: Attribution) -> bool:
    """Say whether the logs of `machine` tell about `site`: they lie in, above or below one folder."""
    above, below = sorted((machine.folder, site.folder), key=len)
    return not above or below == above or below.startswith(above + "/")


def host_name(text: str) -> str | None:
    """Return a host name in lower case, without port and final dot, or None when it is none.

    An address names no site, nor do "localhost" and nginx's "_". International names stay as the
    log has them (A-labels or Unicode). Labels as RFC 1123 §2.1, `_` allowed.
    """
    name = _PORT.sub("", text.strip().lower()).removesuffix(".")
    if name in {"", "localhost", "_", "-", "default"} or len(name) > 253 or _ADDRESS.match(name):
        return None
    labels = name.split(".")
    fit = all(0 < len(label) <= 63 and label.strip("-") == label for label in labels)
    plain = all(char.isalnum() or char in "-_" for label in labels for char in label)
    return name if fit and plain and "\ufffd" not in name else None


def _host_in(part: str) -> str | None:
    """Return the host name that a file or folder name holds; it must have a dot and a top level."""
    name = host_name(_without_words(part))
    if name is None or "." not in name:
        return None
    top = name.rpartition(".")[2]
    international = top.startswith("xn--") or (top.isalpha() and len(top) >= 2)
    return name if international and top not in _NO_TOP_LEVEL else None


def _without_words(part: str) -> str:
    """Take log words and extensions off both ends: "ssl_access_dinas.go.id.log" → "dinas.go.id"."""
    while not _ONLY_WORD.match(part):
        shorter = (pattern.sub("", part) for pattern in (_EXTENSION, _SUFFIX, _PREFIX))
        changed = next((text for text in shorter if text != part), None)
        if changed is None:
            return part
        part = changed
    return ""


def _folder(parts: Sequence[str]) -> str:
    kept = list(parts)
    while kept and kept[-1].lower() in _USUAL:
        kept.pop()
    return "/".join(kept)


def _compiled(pattern: str) -> re2._Regexp:
    if pattern.count("{site}") != 1:
        raise UsageError(f"--site-pattern needs {{site}} exactly once: {pattern}")
    parts = re.split(r"(\{site\}|\*\*|\*|\?)", pattern)
    known = {"{site}": r"(?P<site>[^/!]+?)", "**": r".*", "*": r"[^/!]*", "?": r"[^/!]"}
    text = "".join(known.get(part) or re.escape(part) for part in parts)
    return re2.compile(rf"^(?:.*[/!])?{text}$")
