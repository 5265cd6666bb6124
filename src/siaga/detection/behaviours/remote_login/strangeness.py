"""How strange a login is for its account: guesses before it, network, hour, use from elsewhere, other key."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from siaga.detection.behaviours.remote_login.afterwards import POWERFUL
from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.past import LONG_DAYS, Past
from siaga.detection.ledger.happenings import Happening
from siaga.foundation.networks import wide

GUESSES, MANY_GUESSES = 5, 20

NEW_PLACE = 2
NEVER_THERE = (
    "no good login ever came from that network",
    "belum pernah ada login yang sah dari jaringan itu",
)
"""Points, and the reason in English and Indonesian, for a network that an account never came from."""

_PARALLEL_US = 10 * 60 * 1_000_000


@dataclass(frozen=True, slots=True)
class Before:
    """What came before a login: failures from its small network, and on its account, within a day."""

    past: Past
    near: list[Happening]
    on_account: list[Happening]


def without_people(
    near: list[Happening], login: Happening, entered: frozenset[tuple[str, str]], *, named_twice: bool = False
) -> list[Happening]:
    """Leave out other accounts' failures that were people's: few each, and themselves let in from there.

    At an office, or behind a carrier's shared address, many mistype their own password, the more so
    on the day it expired. Who guesses at accounts fails at most of them for good. Where the refused are named
    another way than those let in (`named_twice`), only their number tells: no more were refused than let in.
    """
    count = Counter(guess.event.user for guess in near)
    own = login.event.user
    few = {name for name, times in count.items() if name and times < GUESSES}
    there = sum(1 for application, _ in entered if application == login.event.application)
    if named_twice and len(few) <= there:
        return [guess for guess in near if guess.event.user not in few]
    return [
        guess
        for guess in near
        if guess.event.user == own
        or count[guess.event.user] >= GUESSES
        or (guess.event.application, guess.event.user) not in entered
    ]


def weigh_guesses(before: Before, case: Case, *, known: bool) -> None:
    """Add points for failed logins from the same small network; a few are a mistyped password."""
    accounts = {guess.event.user for guess in before.near}
    count = sum(int(guess.event.detail.get("repeated", "1") or 1) for guess in before.near)
    if count >= MANY_GUESSES or (count >= GUESSES and len(accounts) >= 3):
        case.grave(
            6 if count >= MANY_GUESSES and not known else 5,
            f"after {count} failed guesses at {len(accounts)} account(s) from the same network",
            f"setelah {count} tebakan gagal atas {len(accounts)} akun dari jaringan yang sama",
            proof=True,
        )
    elif count >= GUESSES and not known:
        case.grave(
            3,
            f"after {count} failed guesses from the same network",
            f"setelah {count} tebakan gagal dari jaringan yang sama",
        )
    elif count >= 2 and not known:
        case.odd(1, f"after {count} failed guesses", f"setelah {count} tebakan gagal")
    if count >= GUESSES:
        case.suspicion.cite("failed login", before.near[0], before.near[-1])


def weigh_guesses_at_others(before: Before, case: Case) -> None:
    """Add points for failed logins before one that asks for no password: they tell what somebody is after.

    Whoever fails at others' passwords and then takes the door that is open to all has got in nowhere by it:
    only what follows can be of substance.
    """
    count = sum(int(guess.event.detail.get("repeated", "1") or 1) for guess in before.near)
    if count >= GUESSES:
        case.odd(
            3,
            f"after {count} failed guesses from the same network",
            f"setelah {count} tebakan gagal dari jaringan yang sama",
        )
        case.suspicion.cite("failed login", before.near[0], before.near[-1])


def weigh_place(login: Happening, before: Before, case: Case, night: frozenset[int] | None = None) -> None:
    """Add points for a network that the account never came from, and for what goes with it.

    `night` are the hours (UTC) at which the site's public sleeps.
    """
    event, past = login.event, before.past
    if past.settled:
        case.odd(NEW_PLACE, *NEVER_THERE)
        if past.days >= LONG_DAYS and len(past.networks) == 1:
            case.odd(
                1,
                "which for weeks was used from one place only",
                "yang berminggu-minggu hanya dipakai dari satu tempat",
            )
        if past.odd_hour(event.time_us, night):
            case.odd(1, "at an hour unusual for this account", "pada jam yang tidak biasa bagi akun ini")
    last = past.last
    if (
        last is not None
        and wide(last.event.client_ip) != wide(event.client_ip)
        and 0 <= event.time_us - last.event.time_us <= _PARALLEL_US
    ):
        case.grave(
            2, "while the account was in use from elsewhere", "sementara akun itu dipakai dari tempat lain"
        )
        case.suspicion.cite("login elsewhere", last)
    if event.user in POWERFUL:
        case.grave(1, "the account has full power", "akunnya berkuasa penuh")


def weigh_guesses_elsewhere(before: Before, case: Case) -> None:
    """Add a point where others were guessing at the same account at the time: the background of every server."""
    near = {guess.place.line_no for guess in before.near}
    elsewhere = sum(1 for guess in before.on_account if guess.place.line_no not in near)
    if elsewhere >= GUESSES:
        case.odd(
            1,
            f"{elsewhere} guesses at this account failed from elsewhere",
            f"{elsewhere} tebakan atas akun ini gagal dari tempat lain",
        )


def weigh_key(case: Case, *, roaming: bool) -> None:
    """Add points for a foreign key: the wider an account roams, the more its key is what it is known by."""
    case.grave(
        4 if roaming else 1,
        "with another key than the one that this account uses before and after",
        "dengan kunci lain daripada yang dipakai akun ini sebelum dan sesudahnya",
    )
