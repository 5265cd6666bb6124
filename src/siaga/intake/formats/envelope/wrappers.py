"""Takes the wrapper off one line: what a container engine or syslog put around a program's own line."""

from __future__ import annotations

import re
from collections.abc import Callable

from siaga.intake.formats.json_objects import json_object, raw
from siaga.intake.formats.syslog_lines import SyslogReader

Unwrap = Callable[[bytes], bytes | None]
"""Returns the inner line without its line end, or None when the line isn't wrapped this way."""

_CRI = re.compile(rb"\d{4}-\d\d-\d\dT[0-9:.]++(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] (.*+)", re.DOTALL)
_WEB_SERVERS = frozenset((
    "nginx", "httpd", "apache", "apache2", "apache-access", "apache-error", "lighttpd", "caddy",
    "traefik", "php-fpm",
    "litespeed", "openresty", "varnishncsa", "access_log", "error_log", "access", "httpd-access",
    "httpd-error",
))  # fmt: skip
"""Programs whose syslog messages are lines of another format of ours."""


def docker(line: bytes) -> bytes | None:
    r"""Take off `{"log":"…\n","stream":"stdout","time":"…"}` (Docker's json-file driver)."""
    if not line.startswith(b'{"log"'):
        return None
    found = json_object(line)
    if found is None or not isinstance(found.get("log"), str) or not found.keys() & {"stream", "time"}:
        return None
    return raw(found["log"]).rstrip(b"\r\n").replace(b"\n", b" ")


def cri(line: bytes) -> bytes | None:
    """Take off `2024-03-17T01:02:03.123456789Z stdout F ` (Kubernetes container runtime interface)."""
    match = _CRI.fullmatch(line)
    return None if match is None else match[1]


def syslog() -> Unwrap:
    """Return what takes a syslog prefix off lines that a web server sent through syslog."""
    take = SyslogReader(None).take

    def unwrap(line: bytes) -> bytes | None:
        parts = take(line)
        return None if parts is None or parts.program not in _WEB_SERVERS else parts.message

    return unwrap
