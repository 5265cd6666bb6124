"""What nobody is named for joins the one intrusion that explains it, and no other."""

from __future__ import annotations

import pytest
from tests.detection.entries.test_joining import signal

from siaga.detection.entries.joining import join
from siaga.findings.shape import Signal

DAY = 24 * 3_600_000_000
PAGES = signal(behaviour="infiltration", step="entered", at=(5 * DAY, 6 * DAY))


def _shell(day: float, client: str = "192.0.2.7", behaviour: str = "web_shell") -> Signal:
    return signal(client, behaviour=behaviour, step="entered", at=(int(day * DAY), int(day * DAY) + 10))


def test_pages_without_an_author_are_put_to_the_intrusion_before_them() -> None:
    (entry,) = join([PAGES, _shell(4)])
    assert entry.actor.client_ips == ("192.0.2.7",)
    assert {each.behaviour for each in entry.signals} == {"infiltration", "web_shell"}


@pytest.mark.parametrize(
    "other",
    [
        _shell(5.5),  # later than the pages
        _shell(4, behaviour="bulk_reading"),  # takes, but does not write
        signal("192.0.2.7", site="dinas.example", step="entered", at=(4 * DAY, 4 * DAY)),
    ],
)
def test_what_does_not_explain_them_stays_apart(other: Signal) -> None:
    assert len(join([PAGES, other])) == 2


def test_an_intrusion_long_ago_explains_nothing() -> None:
    late = signal(behaviour="infiltration", step="entered", at=(90 * DAY, 91 * DAY))
    assert len(join([late, _shell(4)])) == 2


def _used(first: float, last: float, client: str = "192.0.2.7") -> Signal:
    return signal(client, behaviour="web_shell", step="entered", at=(int(first * DAY), int(last * DAY)))


def test_a_shell_in_use_before_and_after_explains_pages_however_old_it_is() -> None:
    (entry,) = join([PAGES, _used(-20, 19)])
    assert entry.actor.client_ips == ("192.0.2.7",)
    assert len(join([PAGES, _used(-20, 4)])) == 1


def test_a_shell_left_alone_before_explains_nothing() -> None:
    assert len(join([PAGES, _used(-20, 2.9)])) == 2


def test_whoever_was_still_around_explains_them_rather_than_whoever_had_left() -> None:
    entries = join([PAGES, _used(-20, 2, "203.0.113.9"), _used(1, 5.5)])
    assert [(entry.actor.client_ips, len(entry.signals)) for entry in entries] == [
        (("203.0.113.9",), 1),
        (("192.0.2.7",), 2),
    ]


def test_two_intruders_are_never_made_one_by_what_both_could_have_done() -> None:
    entries = join([PAGES, _used(-20, 6, "203.0.113.9"), _used(1, 5.5)])
    assert sorted(entry.actor.client_ips for entry in entries) == [(), ("192.0.2.7",), ("203.0.113.9",)]


def test_of_two_intrusions_nobody_knows_which() -> None:
    assert len(join([PAGES, _shell(4), _shell(3, "203.0.113.9")])) == 3


def test_pages_with_an_author_of_their_own_are_left_to_him() -> None:
    named = signal("203.0.113.9", behaviour="infiltration", step="entered", at=(5 * DAY, 6 * DAY))
    assert len(join([named, _shell(4)])) == 2
