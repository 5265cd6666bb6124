"""Makes one event out of the texts that an audit trail keeps for one entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from siaga.intake.formats.audit.columns import Column
from siaga.intake.formats.audit.words import action_on, outcome_of
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip
from siaga.intake.rows import NO_TIME, Action, Event, Outcome

SSH_METHODS = frozenset(("publickey", "password", "keyboard-interactive", "keyboard-interactive/pam", "none"))
_TRIED = re.compile(r"attempt|percobaan|coba|mencoba")
_LOOKED = re.compile(
    r"\b(?:view|look|open|read|show|access|melihat|lihat|membuka|buka|membaca|baca|mengakses)", re.IGNORECASE
)
"""How a sentence says that somebody looked at something; what ends with a number may be anything else."""
_NAMED = re.compile(
    r"(?<![a-z])(?:user|username|account|pengguna|akun) ['\"]([^'\"]{1,64})['\"]", re.IGNORECASE
)
"""How the sentence of a refused login names the account: nobody was signed in whom its column could tell."""
_NOBODY = frozenset({"-", "--"})
"""What exports write where nobody was signed in."""
_BEGINNING = 300
"""Characters of a sentence that are looked through for a name."""
_RENEWED = re.compile(r"previously satisfied|already satisfied|refresh token")
"""How a sign-in is named that only goes on with an earlier one."""
_BEHIND = " \t\"')]}/."
"""What may stand behind the number of an object, or of what a sentence ends with."""
_WHENCE: tuple[Column, ...] = ("session", "user_agent", "device", "system", "country")
"""What tells one browser of an account from another."""
_EMPTY: dict[str, str] = {}


def audit_event(
    place: Place, time_us: int | None, told: Mapping[Column, str], others: Mapping[str, str] = _EMPTY
) -> Event:
    """Return the event; `told` are the known columns, `others` further ones that go to detail."""
    words, kind, message = told.get("action", ""), told.get("kind", ""), told.get("message", "")
    action, outcome = meaning(words, kind, message, told.get("outcome", ""))
    method, renewed = told.get("method", ""), False
    if error := told.get("error", ""):
        # A sign-in that ends in an error code let nobody in, whichever step it was.
        outcome = "success" if error == "0" else "failure"
    if method and action == "other" and outcome:
        renewed = outcome == "success" and _RENEWED.search(method.lower()) is not None
        action = "session" if renewed else "login"
    actor = _account(told.get("actor", ""), message if (action, outcome) == ("login", "failure") else "")
    named = told.get("object") or (message if _LOOKED.search(message) else "")
    if action == "other" and actor and named.rstrip(_BEHIND)[-1:].isdecimal():
        # Operations have any names. What none of the words calls a change looked at that one record.
        action = "read"
    application = told.get("application", "").lower()
    if not application:
        application = "ssh" if method.lower() in SSH_METHODS and "port" in told else "audit"
    detail = {name: value for name, value in others.items() if value} if others else {}
    if words:
        detail["action"] = words
    if kind:
        detail["kind"] = kind
    if method:
        detail["method"] = method
    if renewed:
        detail["renewed"] = "yes"
    if port := told.get("port", ""):
        detail["port"] = port
    if error and error != "0":
        detail["error"] = error
    for column in _WHENCE:
        if value := told.get(column, ""):
            detail[column] = value
    return Event(
        *place, NO_TIME if time_us is None else time_us, application, action, outcome, actor,
        ip(told.get("client_ip", "")), told.get("object") or message or kind, message or words,
        told.get("host", ""), detail,
    )  # fmt: skip


def _account(actor: str, refused: str) -> str:
    """Return whose entry it is; `refused` is a refused login's sentence, which alone may name the account."""
    if actor and actor not in _NOBODY:
        return actor
    tried = _NAMED.search(refused[:_BEGINNING])
    return tried[1] if tried else ""


@lru_cache(maxsize=8192)
def meaning(words: str, kind: str, message: str, result: str) -> tuple[Action, Outcome]:
    """Return what an entry's action, kind of record, message and result words mean together."""
    action = action_on(words, kind, message)
    told = outcome_of(result) if result else ""
    # "gagal login" tells its outcome itself; a message speaks only where nothing else does, and only by
    # its first words, because further on it may quote a record.
    said = message if action == "login" else " ".join(message.split(maxsplit=2)[:2])
    outcome = told or outcome_of(words) or outcome_of(said)
    if action == "login" and not outcome and not result and not _TRIED.search(words.lower()):
        # A trail records what was done: a login that nothing calls failed was one.
        outcome = "success"
    return action, outcome
