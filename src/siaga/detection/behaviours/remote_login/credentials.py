"""Which keys an account logs in with: a machine's account may come from anywhere, but brings its own key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from siaga.detection.ledger.happenings import Happening
from siaga.foundation.networks import wide

OFTEN = 5
"""So many logins with keys make them the account's habit."""


class Credentials:
    """Keys (or "a password") by account over the whole log."""

    def __init__(self, logins: Sequence[Happening]) -> None:
        self._uses: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
        for login in logins:
            event = login.event
            used = credential(login)
            if used:
                place = wide(event.client_ip)
                self._uses[event.application, event.user].append((event.time_us, used, place))

    def foreign(self, login: Happening) -> bool:
        """Say whether a login brought another credential than the key that its account has used all along.

        Whoever gets a new key stops using the old one, or uses the new one from wherever the old one
        came: only a credential known from this one network, beside a key that stays in use, is foreign.
        """
        event, used = login.event, credential(login)
        uses = self._uses.get((event.application, event.user), [])
        usual = [use for use in uses if use[1] != used and use[1].startswith("key ")]
        before = sum(1 for use in usual if use[0] < event.time_us)
        goes_on = any(use[0] > event.time_us for use in usual)
        places = {place for _, one, place in uses if one == used}
        elsewhere = wide(event.client_ip) not in {place for _, _, place in usual}
        return bool(used) and before >= OFTEN and goes_on and elsewhere and len(places) == 1


def credential(login: Happening) -> str:
    """Return what a login was made with: "key …", "password", or "" where the log doesn't tell."""
    detail = login.event.detail
    if detail.get("key"):
        return f"key {detail['key']}"
    return "password" if detail.get("method", "") in {"password", "keyboard-interactive/pam"} else ""
