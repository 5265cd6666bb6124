"""Understands the shadow tools: useradd, usermod, userdel, groupadd, gpasswd, passwd, chpasswd, chage."""

from __future__ import annotations

import re

from siaga.intake.formats import pam
from siaga.intake.rows import Event

_NEW = re.compile(r"(?:new|added) (user|group|account)s?: (?:name=|account=)?([^,]++)(.*+)", re.DOTALL)
_PAIR = re.compile(r"(UID|GID|home|shell|from)=([^,]*+)")
_FAILED = re.compile(
    r"failed (?:adding|deleting|changing|to add|to change)(?: user| group)? '([^']++)'.*+", re.DOTALL
)
_ADD = re.compile(r"add '?([^' ]++)'? to (?:shadow )?group '?([^' ]++)'?.*+", re.DOTALL)
_GPASSWD = re.compile(r"user ([^ ]++) (added|removed) by ([^ ]++) (?:to|from) group ([^ ]++).*+", re.DOTALL)
_CHANGE = re.compile(r"(?:change|lock|unlock|set) user '([^']++)' ([a-zA-Z ]++)(.*+)", re.DOTALL)
_DELETE = re.compile(r"(?:delete|removed?|deleted) (?:shadow )?(?:user|group) '?([^' ]++)'?.*+", re.DOTALL)
_GROUP = re.compile(r"(?:group added to|group removed from) [^:]++: name=([^,]++).*+", re.DOTALL)
_PASSWORD = re.compile(
    r"(?:password for '?([^' ]++)'? changed by '?([^' ]++)'?|changed password expiry for ([^ ]++)).*+",
    re.DOTALL,
)


def understand(event: Event, message: str) -> None:
    """Fill an event; `object` is the account or group, detail "group" the group it was put into."""
    if pam.understand(event, message):
        return
    if match := _NEW.fullmatch(message):
        _changed(event, match[2])
        event.detail["change"] = f"new {match[1]}"
        event.detail.update({name.lower(): value for name, value in _PAIR.findall(match[3])})
    elif match := _FAILED.fullmatch(message):
        _changed(event, match[1])
        event.outcome = "failure"
    elif match := _ADD.fullmatch(message):
        _changed(event, match[1])
        event.detail["change"], event.detail["group"] = "added to group", match[2]
    elif match := _GPASSWD.fullmatch(message):
        _changed(event, match[1])
        event.user = match[3]
        event.detail["change"], event.detail["group"] = f"{match[2]} in group", match[4]
    elif match := _CHANGE.fullmatch(message):
        _changed(event, match[1])
        event.detail["change"] = match[2].strip()
        if match[2].strip() == "password":
            event.action = "password_change"
    elif match := _DELETE.fullmatch(message):
        _changed(event, match[1])
        event.detail["change"] = "removed"
    elif match := _GROUP.fullmatch(message):
        _changed(event, match[1])
        event.detail["change"] = "group file"
    elif match := _PASSWORD.fullmatch(message):
        event.action, event.outcome = "password_change", "success"
        event.object, event.user = match[1] or match[3], match[2] or ""


def _changed(event: Event, account: str) -> None:
    event.action, event.outcome, event.object = "account_change", "success", account
