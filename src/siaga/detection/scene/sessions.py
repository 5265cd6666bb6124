"""Web sign-ins and the privileged sessions that follow them, by each application's own semantics."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.detection.applications.application import Act, Application, Login, all_applications
from siaga.detection.applications.meaning import act_of, is_reset, login_of, privileged_page_of
from siaga.detection.ledger.moves import Move
from siaga.detection.scene import second_step

FOLLOWS_WITHIN_US = 90 * 1_000_000
"""A privileged page this soon after an open login answer says that it was good."""

SESSION_IDLE_US = 2 * 3_600 * 1_000_000
"""Silence that ends a session."""


GENERIC = all_applications()[-1]
"""Stands for logins that the web server itself asks for."""


REDIRECTS, TURNED_AWAY = frozenset({301, 302, 303, 307, 308}), frozenset({301, 302, 303, 307, 308, 401, 403})
"""Answers that carry no page, and those among the answers to a page that show it to nobody."""

TURNED_AWAY_WITHIN_US = 900 * 1_000_000
"""Who was turned away so shortly before or after an act was not inside then."""

GUESSING_US = 3 * 24 * 3_600 * 1_000_000
"""Failed logins count against a session for so long: guessing may be slow, and come back later to enter."""


@dataclass(slots=True)
class SignIn:
    """One login request and how it ended."""

    move: Move
    application: Application
    succeeded: bool


@dataclass(slots=True)
class Session:
    """What one client did on privileged pages without a long pause."""

    client: str
    pages: list[Move]
    acts: list[tuple[Move, Act]] = field(default_factory=list)
    sign_in: SignIn | None = None
    failures_before: int = 0
    reset: bool = False
    """Whether the client set a new password by mail before: who failed had forgotten it."""

    @property
    def start_us(self) -> int:
        """When it began (the sign-in, if one was seen)."""
        return self.sign_in.move.time_us if self.sign_in else self.pages[0].time_us

    @property
    def end_us(self) -> int:
        """When its last page was served."""
        return self.pages[-1].time_us


def sign_ins(moves: list[Move]) -> list[SignIn]:
    """Find one client's logins among its moves in time order, and settle the open ones by what follows."""
    found = []
    refused = False
    for place, move in enumerate(moves):
        known = login_of(move)
        if known is not None:
            application, login = known
            found.append(SignIn(move, application, _succeeded(login, move, moves, place)))
        elif second_step.enters_code(move):
            # A password that is answered by asking for a code lets nobody in: the code takes its place.
            application = found[-1].application if found else GENERIC
            if _opened(found, move):
                found.pop()
            found.append(SignIn(move, application, move.status < 400 and _followed(move, moves, place)))
        elif move.status == 401 or (refused and move.user and move.served):
            # HTTP authentication (RFC 9110 §11): refused with 401, then served under a user name.
            refused = move.status == 401
            found.append(SignIn(move, GENERIC, succeeded=not refused))
    return found


def _succeeded(login: Login, move: Move, moves: list[Move], place: int) -> bool:
    outcome = login.outcome(move.status)
    if outcome != "open":
        return outcome == "success"
    return _followed(move, moves, place)


def _opened(found: list[SignIn], code: Move) -> bool:
    """Say whether the last login was the first step to a code, and no refusal of its own."""
    if not found or second_step.enters_code(found[-1].move):
        return False
    first = found[-1].move
    return first.status < 400 and code.time_us - first.time_us <= second_step.WITHIN_US


def _followed(move: Move, moves: list[Move], place: int) -> bool:
    """Say whether pages from behind the login came soon after its answer."""
    for later in moves[place + 1 : place + 20]:
        if later.time_us - move.time_us > FOLLOWS_WITHIN_US:
            return False
        if login_of(later) is not None or second_step.enters_code(later):
            return False
        if b"testsession=" in later.query:
            return True
        if later.served and privileged_page_of(later) is not None:
            return True
    return False


def sessions(client: str, moves: list[Move], signed: list[SignIn]) -> list[Session]:
    """Arrange one client's served privileged pages into sessions, each with its sign-in and acts.

    A redirect alone says two things: "done, go on" after an act, and "sign in first". Whoever was
    never shown a page from behind the login in that stay, had no good login, and was turned away from
    such a page within minutes was told the second: all of those acts were asked for, none was done.
    """
    found: list[Session] = []
    away: list[int] = []
    for move in moves:
        act = act_of(move)
        inner = privileged_page_of(move) is not None
        page = inner and move.status in {200, 201, 204, 206, 304}
        if inner and act is None and not move.writes and move.status in TURNED_AWAY:
            away.append(move.time_us)
        if not page and act is None:
            continue
        if not found or move.time_us - found[-1].end_us > SESSION_IDLE_US:
            found.append(Session(client, []))
        found[-1].pages.append(move)
        if act is not None:
            found[-1].acts.append((move, act[1]))
    resets = [move.time_us for move in moves if is_reset(move)]
    for session in found:
        _attach_sign_in(session, signed)
        session.reset = any(0 <= session.end_us - at <= GUESSING_US for at in resets)
    return [session for session in found if not _never_inside(session, away)]


def _never_inside(session: Session, away: list[int]) -> bool:
    """Say whether a stay was only redirects to somebody who was turned away; `away` is when (UTC µs)."""
    if session.sign_in is not None or any(page.status not in REDIRECTS for page in session.pages):
        return False
    first, last = session.pages[0].time_us - TURNED_AWAY_WITHIN_US, session.end_us + TURNED_AWAY_WITHIN_US
    return any(first <= at <= last for at in away)


def _attach_sign_in(session: Session, signed: list[SignIn]) -> None:
    start, end = session.pages[0].time_us, session.end_us
    for sign_in in signed:
        at = sign_in.move.time_us
        if at > end or start - at > GUESSING_US:
            continue
        if sign_in.succeeded:
            if start - at <= SESSION_IDLE_US and session.sign_in is None:
                session.sign_in = sign_in
        elif session.sign_in is None:
            session.failures_before += 1
