"""Reads Zimbra's `audit.log` and `mailbox.log`: stamp, level, [thread], [context], topic - text."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip, text
from siaga.intake.formats.times import iso
from siaga.intake.rows import NO_TIME, Action, Event

_LINE = re.compile(
    rb"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (TRACE|DEBUG|INFO|WARN|ERROR|FATAL) {1,2}"
    rb"\[([^\]]{0,2000}+)\] \[([^\]]{0,2000}+)\] ([A-Za-z][A-Za-z.]{1,40}+) - (.*+)",
    re.DOTALL,
)
_TRACE = re.compile(
    rb"\s+at [\w.$<>/]|\s*\.\.\. \d+ more|Caused by: |[a-z][\w$]*(?:\.[\w$]+){1,12}(?:Exception|Error)\b"
)
_LOGINS = frozenset({"Auth", "AdminAuth", "PreAuth"})
_ACTS: tuple[tuple[Action, re.Pattern[str]], ...] = (
    ("password_change", re.compile(r"(?:Set|Change|Reset)Password$")),
    (
        "account_change",
        re.compile(r"(?:Create|Modify|Delete|Rename)(?:Account|Domain|CalendarResource)|GrantRight"),
    ),
    ("logout", re.compile(r"EndSession$")),
    ("privileged", re.compile(r"DelegateAuth$|^(?:Deploy|Undeploy|Configure)Zimlet")),
)


def _pairs(plain: str) -> dict[str, str]:
    """Return what "name=value; name=value;" tells, the first of each name."""
    told: dict[str, str] = {}
    for part in plain.split(";"):
        name, equals, value = part.strip().partition("=")
        if equals:
            told.setdefault(name, value.strip())
    return told


def _action(command: str) -> Action:
    if command in _LOGINS:
        return "login"
    return next((action for action, pattern in _ACTS if pattern.search(command)), "other")


def _event(line: bytes, place: Place, offset_us: int) -> Event | None:
    match = _LINE.fullmatch(line)
    time = iso(match[1], offset_us) if match else None
    if match is None or time is None:
        return None
    context, message = _pairs(text(match[4])), text(match[6])
    event = Event(*place, time, "zimbra", "other", message=message)
    # "oip" is whom the proxy stood in for; "ip" may be the proxy itself.
    event.client_ip = ip(context.get("oip") or context.get("ip", ""))
    event.user = context.get("name", "")
    if match[5] == b"security":
        told = _pairs(message)
        event.action = _action(told.get("cmd", ""))
        event.user = told.get("account") or event.user
        event.detail.update({name: told[name] for name in ("cmd", "protocol") if told.get(name)})
        event.outcome = "failure" if "error" in told else "success"
        event.object = told.get("name", "")
    elif match[2] in (b"ERROR", b"FATAL"):
        event.action = "error"
    return event


def _make(offset_us: int) -> LineParser:
    last_us = NO_TIME

    def parse(line: bytes, place: Place) -> Event | None:
        nonlocal last_us
        event = _event(line, place, offset_us)
        if event is not None:
            last_us = event.time_us
        elif last_us != NO_TIME and _TRACE.match(line):
            return Event(*place, last_us, "zimbra", "other", message=text(line))
        return event

    return parse


class ZimbraFormat(LineFormat):
    """Recognises Zimbra's stamps, threads and contexts."""

    __slots__ = ()


def zimbra_format(offset_us: int = 0) -> ZimbraFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""
    return ZimbraFormat(
        "zimbra",
        "auth",
        lambda _: _make(offset_us),
        lambda line: _LINE.fullmatch(line) is not None,
        lambda line: _TRACE.match(line) is not None,
    )


ZIMBRA = zimbra_format()
