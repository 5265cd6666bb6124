"""Judges every stay with an account that came from where its owner never was: how it got in, and what it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from siaga.detection.behaviours.stolen_account.case import Case
from siaga.detection.behaviours.stolen_account.history import History, Houses
from siaga.detection.behaviours.stolen_account.interlude import Interludes
from siaga.detection.behaviours.stolen_account.logins import Failures, Logins
from siaga.detection.behaviours.stolen_account.mailed_reset import mailed_resets
from siaga.detection.behaviours.stolen_account.misuse import Misuse, misuses, searched
from siaga.detection.behaviours.stolen_account.replay import Replays
from siaga.detection.behaviours.stolen_account.resets import Resets
from siaga.detection.behaviours.stolen_account.stay import Stay, stays_of
from siaga.detection.behaviours.stolen_account.use import Use, uses_by_account
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal


class StolenAccount:
    """A session played back elsewhere, a browser without a login, or a password set anew by a stranger."""

    name = "stolen_account"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Take each account's stays in time order; those that raise no suspicion become its history."""
        yield from mailed_resets(scene)
        uses = {user: found for user, found in uses_by_account(scene).items() if _tells_enough(found)}
        if not uses:
            return
        accounts = {user: stays_of(found) for user, found in sorted(uses.items())}
        judge = _Judge(scene, uses, accounts)
        for user, stays in accounts.items():
            yield from judge.look(user, stays)


class _Judge:
    """Weighs the stays of one account after the other by what is known of all."""

    def __init__(
        self, scene: Scene, uses: Mapping[str, Sequence[Use]], accounts: Mapping[str, Sequence[Stay]]
    ) -> None:
        self._scene = scene
        self._houses = Houses(uses)
        self._interludes = Interludes(uses, scene.night)
        self._logins, self._failures = Logins(scene, accounts), Failures(scene)
        self._resets = Resets(scene)
        self._replays = Replays(stay for stays in accounts.values() for stay in stays)

    def look(self, user: str, stays: Sequence[Stay]) -> Iterator[Signal]:
        """Judge one account's stays, in time order."""
        history = History()
        suspects: list[Stay] = []
        for place, stay in enumerate(stays):
            known = history.with_later(stay, stays[place + 1 :])
            foreign = self._foreign(stay, known)
            if foreign is None:
                history.learn(stay)
                continue
            # Whoever was in already comes back with what was gained: it is one story.
            mine = [one for one in suspects if one.places & foreign.places]
            whole = _joined([*mine, foreign])
            case, found = self._weigh(user, stay, whole, known)
            if not case.stolen:
                history.learn(stay)
                continue
            suspects.append(foreign)
            if case.stands:
                yield _signal(self._scene, user, whole, case, found)

    def _foreign(self, stay: Stay, history: History) -> Stay | None:
        """Return the part of a stay that came from where the account never was, by no device of its own."""
        if not history.settled:
            return None
        strange = {network for network in stay.networks - history.networks if network not in self._houses}
        if not strange:
            return None
        foreign = stay.part(strange)
        return None if foreign.registered & history.registered else foreign

    def _weigh(self, user: str, stay: Stay, foreign: Stay, history: History) -> tuple[Case, list[Misuse]]:
        case = Case()
        case.weigh_replay(self._replays.of(stay, foreign))
        if self._logins.missing(user, foreign):
            case.weigh_missing_login([use for use in foreign.uses if _is_new_browser(use, history)])
        case.weigh_enrolment(foreign, history)
        reset = self._resets.before(user, foreign)
        if reset.done:
            case.weigh_reset(
                reset,
                forgotten=self._failures.had_forgotten(user, foreign, reset.time_us),
                locked_out=self._failures.locked_out(user, history.networks, reset.time_us),
            )
        case.weigh_place(foreign, history)
        # What brought the stranger in is no further act.
        done = {id(seen) for seen in reset.done}
        found = misuses([use for use in foreign.uses if id(use.seen) not in done], history)
        letters = self._interludes.searched(user, foreign, history)
        case.weigh_interlude(letters)
        found += searched(letters)
        case.weigh_misuse(found)
        return case, found


def _is_new_browser(use: Use, history: History) -> bool:
    """Say whether an account was never used with such a browser, and a phone would not explain it."""
    return use.device.is_browser and not use.device.is_phone and use.device not in history.devices


def _joined(stays: Sequence[Stay]) -> Stay:
    if len(stays) == 1:
        return stays[0]
    return Stay(sorted((use for stay in stays for use in stay.uses), key=lambda use: use.time_us))


def _tells_enough(uses: Sequence[Use]) -> bool:
    """Say whether more than an address is known of an account's uses: where not, logins are judged elsewhere."""
    return any(use.session or use.registered or use.country or use.device.program for use in uses)


def _signal(scene: Scene, user: str, foreign: Stay, case: Case, found: Sequence[Misuse]) -> Signal:
    case.cite(foreign, found)
    return case.suspicion.signal(
        site=scene.site,
        behaviour=StolenAccount.name,
        step="exfiltrated" if any(misuse.takes for misuse in found) else "entered",
        confidence="confirmed" if case.proven else "likely",
        clients=foreign.clients,
        users={user},
        opening=(
            f"The account {user} was used by somebody who is not its owner",
            f"Akun {user} dipakai oleh orang yang bukan pemiliknya",
        ),
        links=(f"account:{user}",),
    )


BEHAVIOUR = StolenAccount()
