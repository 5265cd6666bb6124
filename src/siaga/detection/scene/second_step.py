"""The second step of a login: a one-time code that is asked for after the password."""

from __future__ import annotations

import re

from siaga.detection.ledger.moves import Move
from siaga.foundation.remembering import remembering
from siaga.foundation.urls import plain_path

WITHIN_US = 15 * 60 * 1_000_000
"""A code is entered this soon after the password that asked for it."""

_CODE = re.compile(
    r"(?:^|[/_.-])(?:t?otp|2fa|mfa|two-?_?factor|second-?_?factor|"
    r"(?:kode|code)[_-]?(?:otp|verifikasi|verification)|"
    r"(?:verif(?:y|ikasi)|cek|check|validasi|validate)[_-]?(?:kode|code|otp))(?:$|[/_.-])"
)
_SENDS = re.compile(r"(?:kirim|send|ulang|resend|minta|request|setup|enable|aktif|daftar|regist)")
"""Asking for a code, or setting up the device that makes them, enters none."""


def enters_code(move: Move) -> bool:
    """Say whether a request enters a one-time code."""
    return move.method == b"POST" and _takes_codes(move.path)


@remembering(20_000)
def _takes_codes(logged: bytes) -> bool:
    path = plain_path(logged)
    return bool(_CODE.search(path)) and not _SENDS.search(path)
