"""What thieves of accounts do with them: hide mail, open a door for later, hand data out, change accounts."""

from __future__ import annotations

import re

from siaga.detection.applications.meaning import act_of
from siaga.detection.behaviours.stolen_account.use import Use
from siaga.detection.ledger.happenings import Happening
from siaga.intake.rows import Event

_RULE = re.compile(
    r"inbox ?rules?|mail ?filter|sieve|set-mailbox|forwarding ?(?:smtp ?)?address", re.IGNORECASE
)
_HIDES = re.compile(
    r'"(?:DeleteMessage|MarkAsRead)"[^}]{0,40}"True"|"MoveToFolder"[^}]{0,60}(?:RSS|Conversation History)'
    r'|"Name", "Value": "[^"a-zA-Z0-9]{1,8}"'
)
"""Nobody reads what is deleted, marked as read, or put into a folder that no mail program shows."""

_FORWARDS = re.compile(r"Forward(?:To|AsAttachmentTo|ingSmtpAddress|ingAddress)|RedirectTo")
_KEY = re.compile(
    r"access ?tokens?|app(?:lication)? ?password|(?:api|ssh|deploy|gpg|::) ?keys?|deploy ?tokens?|"
    r"security info|authenticator|passkey|two ?factor ?auths?controller#create|consent to application",
    re.IGNORECASE,
)
_LINK = re.compile(r"anonymous ?link|shared via link|public ?link|tautan publik", re.IGNORECASE)
_EVERYDAY = frozenset({"login", "logout", "session", "read", "download", "upload", "password_reset"})

KINDS: dict[str, tuple[int, str, str]] = {
    "hide": (
        2,
        "a rule was made that hides or forwards mail",
        "dibuat aturan yang menyembunyikan atau meneruskan surel",
    ),
    "accounts": (2, "accounts were changed", "akun-akun diubah"),
    "administration": (2, "weighty acts in the administration", "tindakan berat di halaman pengelola"),
    "key": (1, "a further key to the account was made", "dibuat kunci tambahan ke akun itu"),
    "link": (1, "data was laid open by a public link", "data dibuka lewat tautan publik"),
    "password": (1, "its password was changed", "sandinya diubah"),
    "export": (1, "data was exported", "data diekspor"),
}
"""Kinds of acts: points and a reason in English and Indonesian."""

_BY_ACTION = {"account_change": "accounts", "password_change": "password", "export": "export"}


def kind_of_act(use: Use) -> str:
    """Return the name of the kind of act that a use is; "" for everyday ones."""
    if isinstance(use.seen, Happening):
        return _of_event(use.seen.event)
    act = act_of(use.seen)
    if act is not None and act[1].name == "mail_forwarding":
        return "hide"
    return "administration" if act is not None and act[1].weight >= 2 else ""


def _of_event(event: Event) -> str:
    if event.action in _EVERYDAY:
        return ""
    said = f"{event.detail.get('action', '')} {event.message}"
    if _RULE.search(said):
        told = " ".join(event.detail.values())
        return "hide" if _HIDES.search(told) or _FORWARDS.search(told) else ""
    if _LINK.search(said):
        return "link"
    if _KEY.search(said):
        return "key"
    return _BY_ACTION.get(event.action, "")
