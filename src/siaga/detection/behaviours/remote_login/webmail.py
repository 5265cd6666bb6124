"""Mailboxes whose owner writes in the webmail, and from which others are told past it to pay somewhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from siaga.detection.applications.meaning import act_of
from siaga.detection.behaviours.remote_login import payees
from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.past import DAY_US, LONG_DAYS
from siaga.detection.behaviours.remote_login.strangeness import NEVER_THERE, NEW_PLACE
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import is_loopback, wide
from siaga.intake.rows import NO_TIME

WITHIN_US = 3 * DAY_US
"""A mailbox is written from so soon after its filters were changed."""

_FILTERS = frozenset({"settings", "mail_forwarding"})


@dataclass(slots=True)
class Webmail:
    """Whose letters come through the webmail on this very machine, and whose from elsewhere."""

    scene: Scene
    _desk: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _elsewhere: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _people: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _visitors: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Times (UTC µs) and networks by account; accounts, and addresses that signed in to the webmail, by network."""

    def __post_init__(self) -> None:
        for happening in self.scene.happenings:
            event = happening.event
            if event.action != "login" or event.outcome != "success" or event.time_us == NO_TIME:
                continue
            user = event.user.lower()
            if is_loopback(event.client_ip):
                self._desk[user].append(event.time_us)
            elif event.client_ip:
                self._elsewhere[user].add(wide(event.client_ip))
                self._people[wide(event.client_ip)].add(user)
        for client, signed in self.scene.sign_ins.items() if self._desk else ():
            if any(sign_in.succeeded for sign_in in signed):
                self._visitors[wide(client)].add(client)

    def weigh(self, login: Happening, case: Case, *, placed: bool) -> None:
        """Add points for a letter about a new bank account that came another way than all that its account wrote.

        People set up mail programs, on journeys and at home, and treasuries do change their bank. But who writes
        in the webmail day by day, the day before and the day after as well, does not announce new bank accounts
        from the one network that nobody else signs in from, after the filters were changed from that very
        address: filters hide the answers of those who ask. `placed` says that the network was weighed already.
        """
        event = login.event
        if not payees.names_account(event.detail.get("subject", "")) or not self._alone(login):
            return
        saved = self._filter_changed(login)
        if saved is None or not _at_work(self._desk[event.user.lower()], event.time_us):
            return
        if not placed:
            case.odd(NEW_PLACE, *NEVER_THERE)
        case.grave(
            3,
            "past the webmail, in which its owner writes day by day, others were told of another bank account, after "
            "filters had been changed from that address",
            "orang lain diberi tahu nomor rekening lain, tidak lewat webmail yang dipakai pemiliknya setiap hari, "
            "sesudah saringan surel diubah dari alamat itu",
        )
        case.suspicion.cite("act", saved)

    def _alone(self, login: Happening) -> bool:
        """Say whether a login's network is that one account's and address's, and the only one besides the webmail."""
        user, network = login.event.user.lower(), wide(login.event.client_ip)
        mine = user in self._desk and self._elsewhere[user] == {network} and self._people[network] == {user}
        return mine and self._visitors.get(network) == {login.event.client_ip}

    def _filter_changed(self, login: Happening) -> Move | None:
        """Return the change of a mailbox's filters that a login's address made in the days before."""
        at = login.event.time_us
        for move in self.scene.by_client.get(login.event.client_ip, ()):
            act = act_of(move) if move.writes and 0 <= at - move.time_us <= WITHIN_US else None
            if act is not None and act[1].name in _FILTERS:
                return move
        return None


def _at_work(desk: Sequence[int], at: int) -> bool:
    """Say whether an account wrote in the webmail on many days, and within a day before and after a moment."""
    if len({time // DAY_US for time in desk}) < LONG_DAYS:
        return False
    return any(0 < at - time <= DAY_US for time in desk) and any(0 < time - at <= DAY_US for time in desk)
