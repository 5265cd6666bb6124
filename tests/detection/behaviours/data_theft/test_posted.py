"""Records that an interface gave out by the hundred, and the ways in which interfaces are used."""

from __future__ import annotations

from tests.detection.behaviours.story import BROWSER, Story, clock

from siaga.detection.behaviours.data_theft.posted import CLIENTS, MANY
from siaga.detection.behaviours.data_theft.records import BEHAVIOUR

BAD = "203.0.113.80"
PATH = "POST /graphql"


def _used(path: str = PATH, clients: int = 2 * CLIENTS, *, user: str = "warga") -> Story:
    story = Story()
    for client in range(clients):
        for place in range(6):
            story.ask(f"09 10:{place:02}", f"192.0.2.{client}", path, size=300 + 931 * place, user=user)
    return story


def _size(number: int) -> int:
    return 96 if number % 12 == 3 else 1_500 + number * 37 % 1_400


def _walk(story: Story, *, path: str = PATH, client: str = BAD, day: int = 10, spread: int = 1) -> Story:
    for number in range(2 * MANY):
        at = clock(f"{day:02} 06:00") + number * 4_000_000
        story.ask(at, client, path, size=_size(number) * (1 + number % spread), user="warga")
    return story


def test_one_client_walks_far_beyond_everybody() -> None:
    (signal,) = _walk(_used()).signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("exfiltrated", "likely")
    assert signal.actor.client_ips == (BAD,)
    assert "/graphql" in signal.why
    assert "massal" in signal.why_id


def test_a_walk_that_was_refused_each_time() -> None:
    story = _used()
    for number in range(2 * MANY):
        story.ask(clock("10 06:00") + number * 4_000_000, BAD, PATH, size=131)
    assert not story.signals(BEHAVIOUR)


def test_who_uses_it_for_this_and_that_is_no_walk() -> None:
    assert not _walk(_used(), spread=9).signals(BEHAVIOUR)


def test_an_interface_for_everybody_is_read_by_programs_too() -> None:
    story = _used(user="-")
    for number in range(2 * MANY):
        story.ask(clock("10 06:00") + number * 4_000_000, BAD, PATH, size=_size(number))
    assert not story.signals(BEHAVIOUR)
    story.ask("11 06:00", "192.0.2.200", PATH, 401)
    assert story.signals(BEHAVIOUR)


def test_a_program_that_comes_on_other_days_exchanges_data() -> None:
    story = _used()
    for day in (8, 9, 10):
        _walk(story, day=day, client="198.51.100.4")
    assert not story.signals(BEHAVIOUR)


def test_an_office_behind_one_address_has_many_browsers() -> None:
    story = _used()
    for number in range(2 * MANY):
        at = clock("10 06:00") + number * 4_000_000
        story.ask(at, BAD, PATH, size=_size(number), user="warga", agent=f"{BROWSER} {number % 5}")
    assert not story.signals(BEHAVIOUR)


def test_a_form_is_no_interface_and_a_partner_s_interface_has_no_visitors() -> None:
    form = "POST /kirim"
    assert not _walk(_used(form), path=form).signals(BEHAVIOUR)
    assert not _walk(_used(clients=3)).signals(BEHAVIOUR)
