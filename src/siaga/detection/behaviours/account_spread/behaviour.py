"""Finds accounts that are used from many networks within an hour, in any log that names accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from siaga.detection.behaviours.account_spread import codes, guessed_links, guessing, mailing, stuffing
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.staff import regulars
from siaga.findings.shape import Signal
from siaga.foundation.networks import is_loopback, wide
from siaga.intake.rows import NO_TIME

NETWORKS = 4
"""So many different providers' networks within WITHIN_US is no traveller."""

WITHIN_US = 3_600_000_000

MOVERS, MOVERS_SHARE = 4, 3
"""So many accounts of an application, and one in so many, that come from many networks are mobile people's."""

PUBLIC_ACCOUNTS, PUBLIC_NETWORKS = 30, 8
"""So many accounts that an access log names are a public's, whose phones go by several providers: so many tell."""

UNNAMED = ""
"""Access logs do not name who signed in: all privileged sessions of a site stand for one account."""


class AccountSpread:
    """Many networks, one account, one hour: the password is known to many."""

    name = "account_spread"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Slide an hour over each account's good uses; then look for stuffing, guessed codes and mass letters."""
        uses: dict[tuple[str, str], list[tuple[int, str, Move | Happening]]] = defaultdict(list)
        for happening in scene.happenings:
            event = happening.event
            # A device that goes on with an earlier login as it moves about needs no password.
            good = (
                event.action in {"login", "session"}
                and event.outcome == "success"
                and not event.detail.get("renewed")
            )
            if good and event.user and event.client_ip and event.time_us != NO_TIME:
                uses[event.application, event.user].append((event.time_us, event.client_ip, happening))
        for move in scene.moves:
            if move.user and move.served:
                uses["http", move.user].append((move.time_us, move.client, move))
        usual = regulars(scene.sessions)
        for session in scene.sessions:
            signed = session.sign_in
            if signed is not None and not signed.move.user and wide(session.client) not in usual:
                at = signed.move
                uses["web", UNNAMED].append((at.time_us, at.client, at))
        widest = {account: _widest_hour(found) for account, found in sorted(uses.items())}
        public = sum(1 for application, _ in widest if application == "http") >= PUBLIC_ACCOUNTS
        spread = {
            account: found
            for account, found in widest.items()
            if _networks(found) >= (PUBLIC_NETWORKS if public and account[0] == "http" else NETWORKS)
        }
        for (application, user), found in spread.items():
            accounts = [account for account in widest if account[0] == application]
            moving = [account for account in spread if account[0] == application]
            # Where every third account does so, it is how their phones move about.
            if len(moving) < MOVERS or len(moving) * MOVERS_SHARE < len(accounts):
                yield _signal(scene, application, user, found)
        yield from stuffing.look(scene, self.name)
        yield from codes.look(scene, self.name)
        yield from guessing.look(scene, self.name)
        yield from guessed_links.look(scene, self.name)
        yield from mailing.look(scene, self.name)


def _networks(uses: list[tuple[int, str, Move | Happening]]) -> int:
    return len({wide(client) for _, client, _ in uses})


def _widest_hour(uses: list[tuple[int, str, Move | Happening]]) -> list[tuple[int, str, Move | Happening]]:
    ordered = sorted(
        (use for use in uses if not is_loopback(use[1])),
        key=lambda use: (use[0], use[1], use[2].place.line_no),
    )
    best: list[tuple[int, str, Move | Happening]] = []
    most, first = 0, 0
    for last, use in enumerate(ordered):
        while use[0] - ordered[first][0] > WITHIN_US:
            first += 1
        window = ordered[first : last + 1]
        count = len({wide(client) for _, client, _ in window})
        if count > most:
            best, most = window, count
    return best


def _signal(
    scene: Scene, application: str, user: str, uses: list[tuple[int, str, Move | Happening]]
) -> Signal:
    suspicion = Suspicion()
    networks = _networks(uses)
    suspicion.add(
        4,
        f"{networks} networks of different providers within an hour",
        f"{networks} jaringan dari penyedia berbeda dalam satu jam",
    )
    first: dict[str, Move | Happening] = {}
    for _, client, seen in uses:
        first.setdefault(wide(client), seen)
    suspicion.cite("login", *first.values())
    named = f"The account {user} ({application})" if user else "The site's administration"
    named_id = f"Akun {user} ({application})" if user else "Halaman pengelola situs"
    return suspicion.signal(
        site=scene.site,
        behaviour=AccountSpread.name,
        step="entered",
        confidence="confirmed" if networks > NETWORKS else "likely",
        clients={client for _, client, _ in uses},
        users={user} - {UNNAMED},
        opening=(
            f"{named} was used from many places at once",
            f"{named_id} dipakai dari banyak tempat sekaligus",
        ),
    )


BEHAVIOUR = AccountSpread()
