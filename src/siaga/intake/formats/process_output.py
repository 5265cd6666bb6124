"""Recognises what programs print: their output lands in a web server's error log without any stamp."""

from __future__ import annotations

import re
from collections.abc import Callable

from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import text
from siaga.intake.rows import NO_TIME, Event

_SHELLS = r"(?:/(?:usr/)?(?:local/)?bin/)?(?:sh|bash|dash|ash|ksh|zsh|csh|tcsh|busybox)"
_TOOLS = (
    "cat|ls|rm|mv|cp|ln|mkdir|rmdir|chmod|chown|chattr|touch|find|grep|head|tail|tar|gzip|gunzip|unzip|zip|sed|awk"
    "|id|whoami|uname|ps|kill|killall|pkill|which|nohup|env|sudo|su|crontab|at|mount|df|du|stat|file|base64|xxd|nc"
    "|ncat|netcat|telnet|socat|ifconfig|ip|netstat|ss|mysql|mysqldump|psql|mail|sendmail|ssh|scp|ssh-keygen|git|dd"
    "|install|tee|xargs|test|timeout|hostname|useradd|usermod|passwd|chpasswd|convert|identify"
)
_STOP = r"(?:command )?not found|Permission denied|No such file or directory|cannot execute[^:]*"
_REST = r"(?::.*+)?+"

# Every repeat is possessive, bounded, or followed by what it cannot hold itself: one pass over a line.
_KNOWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("shell", re.compile(rf"{_SHELLS}: (?:line )?(?:\d+: )?+([^:]{{1,300}}): (?:{_STOP}){_REST}", re.DOTALL)),
    ("shell", re.compile(rf"{_SHELLS}: (?:-c: )?(?:line )?(?:\d+: )?+(.*+)", re.DOTALL)),
    ("shell", re.compile(r"(?:sh|bash)-\d\.\d+[a-z]?[$#](.*+)", re.DOTALL)),
    ("shell", re.compile(rf"([a-z0-9_./-]{{2,80}}): (?:{_STOP})\Z")),
    ("shell", re.compile(rf"(?:/(?:usr/)?s?bin/)?(?:{_TOOLS}): (.++)", re.DOTALL)),
    ("shell", re.compile(r"(uid=\d+\(.{0,60}?\) gid=\d+.*+)", re.DOTALL)),
    ("shell", re.compile(r"([-dlcbps](?:[r-][w-][xsStT-]){3}[.+@]? +\d+ .*+)", re.DOTALL)),
    ("shell", re.compile(r"(root:[^:]{0,200}:0:0:.*+)", re.DOTALL)),
    ("shell", re.compile(r"(no crontab for .*+)", re.DOTALL)),
    ("wget", re.compile(r"--(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d-- +(\S*+).*+", re.DOTALL)),
    ("wget", re.compile(r"HTTP request sent, awaiting response\.\.\. ?(.*+)", re.DOTALL)),
    ("wget", re.compile(r"(?:Resolving|Connecting to) ([^ ]{1,300}?)(?:\.\.\.| \(|\[|\|).*+", re.DOTALL)),
    ("wget", re.compile(r"Length: (?:[\d,.]++|unspecified)(.*+)", re.DOTALL)),
    ("wget", re.compile(r" *=> [`'\"\u2018](.*+)", re.DOTALL)),
    ("wget", re.compile(r"Saving to: (.*+)", re.DOTALL)),
    ("wget", re.compile(r"\d\d:\d\d:\d\d (?:\([^)]{1,40}\) - |ERROR \d)(.*+)", re.DOTALL)),
    ("wget", re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:\([^)]{1,40}\) - |ERROR \d)(.*+)", re.DOTALL)),
    ("wget", re.compile(r" *\d+K [. ,]{4,}(.*+)", re.DOTALL)),
    ("wget", re.compile(r"wget: (.*+)", re.DOTALL)),
    ("curl", re.compile(r" *% Total +% Received(.*+)", re.DOTALL)),
    ("curl", re.compile(r" *Dload +Upload(.*+)", re.DOTALL)),
    ("curl", re.compile(r" *\d{1,3} +[\d.]+[kMG]? +\d{1,3} +[\d.]+[kMG]? +\d+ +\d(.*+)", re.DOTALL)),
    ("curl", re.compile(r"curl: (.*+)", re.DOTALL)),
    ("download", re.compile(r"(?:fetch|lynx|lwp-download|aria2c|ftp|tftp|axel): (.*+)", re.DOTALL)),
    ("perl", re.compile(r"Can't (?:open perl script|locate) \"?([^\" ]{1,300}).*+", re.DOTALL)),
    ("perl", re.compile(r"(?:BEGIN failed--|Execution of )(.*+)", re.DOTALL)),
    ("perl", re.compile(r"syntax error at ([^ ]{1,300}) line \d+.*+", re.DOTALL)),
    ("python", re.compile(r"Traceback \(most recent call last\):(.*+)", re.DOTALL)),
    ("python", re.compile(r" +File \"([^\"]{1,300})\", line \d+.*+", re.DOTALL)),
    ("python", re.compile(r"(?:/usr/bin/)?python[\d.]*: (.*+)", re.DOTALL)),
    ("python", re.compile(r"(?:[a-z_.]{0,60}[A-Z][A-Za-z]{1,40}Error): (.*+)", re.DOTALL)),
    ("compiler", re.compile(
        r"(?:gcc|cc|g\+\+|cc1|collect2|make(?:\[\d+\])?|/usr/bin/ld|ld|as): (.*+"
        r")", re.DOTALL)),
    ("compiler", re.compile(
        r"([\w./+-]{1,200}\.(?:c|cc|cpp|h|s|o)):(?:\d+:|\(| In function| At top)"
        r".*+", re.DOTALL)),
    ("compiler", re.compile(r"In file included from (.*+)", re.DOTALL)),
    ("php", re.compile(r"Could not open input file: (.*+)", re.DOTALL)),
)  # fmt: skip
_AT_LINE = re.compile(r" at ([^ ]{1,300}) line (\d{1,9})(?:, <[^>]{1,40}> line \d+)?\.\Z")
_BROKEN_STAMP = re.compile(rb"\[(?:[A-Z][a-z]{2} |\d)|\d{4}[-/]\d")
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def tool_of(message: str) -> tuple[str, str] | None:
    """Return the tool that printed a line and what it names (a command, URL or file); None if unknown."""
    for tool, pattern in _KNOWN:
        match = pattern.fullmatch(message)
        if match is not None:
            return tool, match[1].strip(" `'\"\u2018\u2019")[:300]
    match = _AT_LINE.search(message[-340:])
    return None if match is None else ("perl", match[1])


def output_event(line: bytes, place: Place, time_us: int) -> Event | None:
    """Return an unstamped line as the output of a process; None for half a stamp or binary debris."""
    if _BROKEN_STAMP.match(line) or _NOT_TEXT.search(line):
        return None
    message = text(line)
    tool, named = tool_of(message) or ("", "")
    return Event(
        *place, time_us, tool or "process", "output", object=named, message=message,
        detail={"tool": tool} if tool else {},
    )  # fmt: skip


class StampedLog:
    """Reads a log whose own lines carry stamps, between which processes may have printed anything.

    `stamped` understands the log's own lines. Other lines get the time of the stamped line before.
    """

    def __init__(self, stamped: Callable[[bytes, Place], Event | None]) -> None:
        self._stamped = stamped
        self._time_us = NO_TIME

    def parse(self, line: bytes, place: Place) -> Event | None:
        """Understand one line."""
        event = self._stamped(line, place)
        if event is None:
            return output_event(line, place, self._time_us)
        if event.time_us != NO_TIME:
            self._time_us = event.time_us
        else:
            event.time_us = self._time_us
        return event
