"""Judges every good SSH, FTP and application login by what came before and after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from siaga.detection.behaviours.remote_login.afterwards import Afterwards
from siaga.detection.behaviours.remote_login.browser import Browsers
from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.credentials import Credentials
from siaga.detection.behaviours.remote_login.handover import Handover
from siaga.detection.behaviours.remote_login.naming import named_twice
from siaga.detection.behaviours.remote_login.past import (
    DAY_US,
    HOUR_US,
    LONG_DAYS,
    Habit,
    Past,
    Timeline,
    elsewhere,
    guess_key,
)
from siaga.detection.behaviours.remote_login.population import Population
from siaga.detection.behaviours.remote_login.published import Published
from siaga.detection.behaviours.remote_login.seat import Seats
from siaga.detection.behaviours.remote_login.strangeness import (
    NEVER_THERE,
    NEW_PLACE,
    Before,
    weigh_guesses,
    weigh_guesses_at_others,
    weigh_guesses_elsewhere,
    weigh_key,
    weigh_place,
    without_people,
)
from siaga.detection.behaviours.remote_login.unowned import is_unowned
from siaga.detection.behaviours.remote_login.webmail import Webmail
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.witnesses import witness
from siaga.findings.shape import Notice, Signal
from siaga.foundation.networks import is_loopback, wide
from siaga.intake.rows import NO_TIME

REGULAR = 4
"""Points taken away from a network that an account comes from again and again."""


class RemoteLogin:
    """A login to the machine or application that was guessed, or that is strange for its account."""

    name = "remote_login"

    def look(self, scene: Scene) -> Iterator[Signal | Notice]:
        """Take logins in time order, per application and account."""
        uses = _uses(scene.happenings)
        judge = _Judge(scene, [h for h in uses if h.event.outcome == "success"], named_twice(uses))
        judged: set[tuple[str, str, str]] = set()
        for login in uses:
            event = login.event
            if event.outcome != "success":
                judge.fail(login)
                continue
            past = judge.past(login)
            case = judge.weigh(login, past)
            if case.stands:
                key = (event.application, event.user, event.client_ip)
                if key not in judged:
                    judged.add(key)
                    yield _signal(scene, login, case)
                continue
            if is_unowned(login):
                # Its places are nobody's, and must not become the machine's usual ones.
                continue
            if past.settled and wide(event.client_ip) not in past.networks and not judge.roams(login):
                yield _notice(scene, login)
            judge.learn(login)


@dataclass(slots=True)
class _Judge:
    """Weighs logins in time order, and learns from those that nobody is accused of."""

    scene: Scene
    good: list[Happening]
    named_twice: frozenset[str]
    _afterwards: Afterwards = field(init=False)
    _browsers: Browsers = field(init=False)
    _habit: Habit = field(init=False)
    _population: Population = field(init=False)
    _credentials: Credentials = field(init=False)
    _handover: Handover = field(init=False)
    _seats: Seats = field(init=False)
    _webmail: Webmail = field(init=False)
    _by_account: dict[tuple[str, str], list[Happening]] = field(default_factory=lambda: defaultdict(list))
    _guesses: Timeline = field(default_factory=Timeline)
    _on_account: Timeline = field(default_factory=Timeline)
    _let_in: Timeline = field(default_factory=Timeline)
    _pasts: dict[tuple[str, str], Past] = field(default_factory=lambda: defaultdict(Past))
    _machine: Past = field(default_factory=Past)

    def __post_init__(self) -> None:
        self._afterwards = Afterwards(self.scene.happenings, Published(self.scene))
        self._habit = Habit(self.good)
        self._browsers = Browsers(self.scene, self.good)
        self._population, self._credentials = Population(self.good), Credentials(self.good)
        self._handover, self._seats = Handover(self.scene.happenings), Seats(self.scene)
        self._webmail = Webmail(self.scene)
        for login in self.good:
            self._by_account[login.event.application, login.event.user].append(login)
        for happening in self.scene.happenings:
            event = happening.event
            used = event.action in {"login", "session"} and event.outcome == "success"
            if used and event.user and event.time_us != NO_TIME and not is_unowned(happening):
                self._let_in.add(guess_key(happening), happening)

    def fail(self, login: Happening) -> None:
        """Remember a failed login."""
        self._guesses.add(guess_key(login), login)
        self._on_account.add(login.event.user, login)

    def learn(self, login: Happening) -> None:
        """Remember a good login as usual."""
        self._pasts[login.event.application, login.event.user].learn(login)
        self._machine.learn(login)

    def roams(self, login: Happening) -> bool:
        """Say whether a new network tells nothing of this login, for its account or for everybody there."""
        return self._habit.roaming(login) or self._population.roams(login.event.application)

    def past(self, login: Happening) -> Past:
        """Return what a login is held against: its account's past, else a young log's rest, else the machine's."""
        event = login.event
        own = self._pasts[event.application, event.user]
        if own.settled or wide(event.client_ip) in own.networks:
            return own
        rest = elsewhere(login, self._by_account[event.application, event.user])
        if rest.settled:
            return rest
        stranger = not own.networks and self._machine.days >= LONG_DAYS
        return self._machine if stranger and not self._population.public(event.application) else own

    def _entered_from(self, login: Happening) -> frozenset[tuple[str, str]]:
        """Return the accounts (application, user) that were let in within a day from a login's small network."""
        at = login.event.time_us
        there = self._let_in.between(guess_key(login), at - DAY_US, at + DAY_US)
        return frozenset((h.event.application, h.event.user) for h in there)

    def weigh(self, login: Happening, past: Past) -> Case:
        """Weigh one good login by what came before and after it."""
        event, case = login.event, Case()
        since, known = event.time_us - DAY_US, wide(event.client_ip) in past.networks
        near = self._guesses.between(guess_key(login), since, event.time_us)
        if near:
            twice = event.application in self.named_twice
            near = without_people(near, login, self._entered_from(login), named_twice=twice)
        before = Before(past, near, self._on_account.between(event.user, since, event.time_us))
        if is_unowned(login):
            weigh_guesses_at_others(before, case)
            self._afterwards.weigh(login, case)
            return case
        roams = self.roams(login)
        weigh_guesses(before, case, known=known)
        if not known and not roams:
            weigh_place(login, before, case, self.scene.night)
            weigh_guesses_elsewhere(before, case)
        elif not known and past.settled and self._afterwards.payees(login) and self._habit.steadfast(login):
            # The public comes from everywhere. But those who may send its pay elsewhere have a desk.
            case.odd(NEW_PLACE, *NEVER_THERE)
        if not known and self._credentials.foreign(login):
            weigh_key(case, roaming=roams)
        if not known:
            case.odd(-self._browsers.in_favour(login, past), "", "")
        # Which desk of the house it is tells nothing of the network.
        if not self._seats.weigh(login, case) and self._habit.regular(login):
            case.odd(-REGULAR, "", "")
        self._handover.weigh(login, past, case)
        if not known:
            self._webmail.weigh(login, case, placed=past.settled and not roams)
        self._afterwards.weigh(login, case)
        return case


def _uses(happenings: list[Happening]) -> list[Happening]:
    """Return logins in time order; where logs show only an account's transfers, their first in an hour stands for one."""
    found: list[Happening] = []
    signing = {h.event.user for h in happenings if h.event.action == "login" and h.event.outcome == "success"}
    hours: set[tuple[str, str, int]] = set()
    for happening in happenings:
        event = happening.event
        if event.time_us == NO_TIME or is_loopback(event.client_ip):
            continue
        if event.action == "login" and (event.client_ip or event.outcome != "success"):
            found.append(happening)
        elif event.action in {"download", "upload"} and event.user and event.client_ip:
            hour = (event.user, event.client_ip, event.time_us // HOUR_US)
            if event.user not in signing and hour not in hours:
                hours.add(hour)
                found.append(replace(happening, event=replace(event, action="login", outcome="success")))
    return found


def _signal(scene: Scene, login: Happening, case: Case) -> Signal:
    event, suspicion = login.event, case.suspicion
    suspicion.cite("login", login)
    service = event.application.upper()
    return suspicion.signal(
        site=scene.site,
        behaviour=RemoteLogin.name,
        step="exfiltrated" if case.taken else "entered",
        confidence="confirmed" if case.proven else "likely",
        clients={event.client_ip},
        users={event.user} - {""},
        opening=(
            f"{event.user} logged in over {service} from {event.client_ip}",
            f"{event.user} masuk lewat {service} dari {event.client_ip}",
        ),
    )


def _notice(scene: Scene, login: Happening) -> Notice:
    event = login.event
    return Notice(
        scene.site,
        RemoteLogin.name,
        f"{event.user} logged in over {event.application.upper()} from a network new to the account ({event.client_ip}).",
        f"{event.user} masuk lewat {event.application.upper()} dari jaringan yang baru bagi akun itu ({event.client_ip}).",
        (witness(login, "login"),),
    )


BEHAVIOUR = RemoteLogin()
