"""How an application lets people in: whether its log tells every login, and whose logins failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from siaga.detection.behaviours.stolen_account.stay import DAY_US, Stay
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import near, wide
from siaga.intake.rows import NO_TIME

SIGNED_STAYS, SIGNED_SHARE = 5, 0.8
"""So many stays, and so great a share with a login of their own, show that the log tells every login."""

FORGOTTEN_US, LOCKED_OUT_US = DAY_US, 2 * DAY_US
LOCKED_OUT = 2
"""So many failed logins from the owner's own place after a reset: the old password fits no more."""


class Logins:
    """Whether a log tells the login of nearly every stay, so that one without is strange."""

    def __init__(self, scene: Scene, accounts: Mapping[str, Sequence[Stay]]) -> None:
        self._by_client = {
            client: [one.move.time_us for one in signed if one.succeeded]
            for client, signed in scene.sign_ins.items()
        }
        self._by_account: dict[tuple[str, str], int] = {}
        every = [(user, stay) for user, stays in accounts.items() for stay in stays]
        for user, stay in every:
            for use in stay.uses:
                if use.signed:
                    key = (user, use.network)
                    self._by_account[key] = min(use.time_us, self._by_account.get(key, use.time_us))
        self._began = min((stay.start_us for _, stay in every), default=0)
        seen = [(user, stay) for user, stay in every if stay.by_browser and self._late(stay)]
        signed = sum(self.signed(user, stay) for user, stay in seen)
        self._told = len(seen) >= SIGNED_STAYS and signed >= SIGNED_SHARE * len(seen)

    def missing(self, user: str, stay: Stay) -> bool:
        """Say whether a browser used an account without a login, in a log that tells logins.

        Where the log tells that a session is being renewed, its login may lie months back.
        """
        if not self._told or not stay.by_browser or any(use.renewed for use in stay.uses):
            return False
        return self._late(stay) and not self.signed(user, stay)

    def signed(self, user: str, stay: Stay) -> bool:
        """Say whether somebody signed in to an account before a stay ended, from its networks."""
        end = stay.end_us
        if any(self._by_account.get((user, network), end + 1) <= end for network in stay.networks):
            return True
        return any(at <= end for client in stay.clients for at in self._by_client.get(client, ()))

    def _late(self, stay: Stay) -> bool:
        # A login may lie before the log's beginning.
        return stay.start_us - self._began >= DAY_US


class Failures:
    """Failed logins by account: forgotten passwords, and owners who are locked out."""

    def __init__(self, scene: Scene) -> None:
        self._failed: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for happening in scene.happenings:
            event = happening.event
            failed = event.action == "login" and event.outcome == "failure"
            if failed and event.user and event.client_ip and event.time_us != NO_TIME:
                self._failed[event.user.lower()].append((event.time_us, event.client_ip))

    def had_forgotten(self, user: str, stay: Stay, reset_us: int) -> bool:
        """Say whether somebody at a stay's place had tried in vain before the password was set anew."""
        return any(
            0 <= reset_us - at <= FORGOTTEN_US and near(client) in stay.places
            for at, client in self._failed.get(user, ())
        )

    def locked_out(self, user: str, networks: Iterable[str], since_us: int) -> bool:
        """Say whether the account's logins failed from its own networks in the days after."""
        own = set(networks)
        tries = [
            at
            for at, client in self._failed.get(user, ())
            if 0 <= at - since_us <= LOCKED_OUT_US and wide(client) in own
        ]
        return len(tries) >= LOCKED_OUT
