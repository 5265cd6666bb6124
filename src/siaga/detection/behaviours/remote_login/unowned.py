"""Tells logins that ask for no password (anonymous FTP), which nobody gets into by guessing."""

from __future__ import annotations

from siaga.detection.ledger.happenings import Happening


def is_unowned(login: Happening) -> bool:
    """Say whether a login asked for no password, as the log itself tells (RFC 1635: "anonymous").

    Such an account is nobody's: it has no usual place, hour or key. One that is only called "ftp" may well
    have a password.
    """
    event = login.event
    return event.application == "ftp" and ("anonymous" in event.detail or event.user == "anonymous")
