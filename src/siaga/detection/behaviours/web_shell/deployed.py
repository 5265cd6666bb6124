"""Tells a page that a site's developer sends, runs and removes at his work from a tool that an intruder sent."""

from __future__ import annotations

from siaga.detection.behaviours.release import SCRIPTS, is_release
from siaga.detection.behaviours.web_shell.arrival import Arrival
from siaga.detection.behaviours.web_shell.honest import place_of
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.staff import REGULAR_DAYS
from siaga.foundation.networks import near
from siaga.intake.rows import NO_TIME

EARLIER_DAYS = 2
"""Days before, on which the same account sent parts of the site from the same small network."""

_DAY_US = 24 * 3_600_000_000


def by_developer(scene: Scene, arrival: Arrival, used: list[Move]) -> bool:
    """Say whether a script was sent by FTP by whoever looks after the site's program, and used by him alone.

    Who that is shows days before: one account from one small network, which sent the program part by
    part (several folders, nothing among data). A stolen password comes from elsewhere; what its thief
    leaves is called from other networks sooner or later, and then this says nothing any more.
    """
    sent = next((line for line in arrival.lines if isinstance(line, Happening)), None)
    if sent is None or not (sent.event.user and sent.event.client_ip) or sent.event.time_us == NO_TIME:
        return False
    home = near(sent.event.client_ip)
    if any(near(move.client) != home or scene.attackers.get(move.client) for move in used):
        return False
    before = _sent_before(scene, sent, home)
    days = {_day(one) for one in before}
    known = len(days) >= EARLIER_DAYS and _day(sent) - min(days) >= REGULAR_DAYS
    return known and is_release(before) and not any(_among_data(one) for one in before)


def _sent_before(scene: Scene, sent: Happening, home: str) -> list[Happening]:
    """Return what the same account had sent from the same small network on the days before."""
    return [
        one
        for one in scene.around
        if one.event.action == "upload"
        and one.event.outcome != "failure"
        and one.event.user == sent.event.user
        and one.event.application == sent.event.application
        and one.event.time_us != NO_TIME
        and _day(one) < _day(sent)
        and near(one.event.client_ip) == home
    ]


def _day(one: Happening) -> int:
    return one.event.time_us // _DAY_US


def _among_data(upload: Happening) -> bool:
    name = upload.event.object.lower()
    path = b"/" + name.lstrip("/").encode("utf-8", "replace")
    return name.endswith(SCRIPTS) and bool(place_of(path) & Kind.ODD_PLACE)
