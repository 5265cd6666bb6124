"""A home page that changed for everybody, after an attack or by its owners' hand."""

from __future__ import annotations

from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.changed_page.behaviour import AFTER, BEFORE, BEHAVIOUR

BAD = "203.0.113.201"
_HOUR_US = 3_600_000_000


def _home(before: list[int], after: list[int], *, page: str = "/") -> Story:
    """Let the home page be seen every half hour; its size changes at ten o'clock on the tenth."""
    story = Story()
    start = clock("10 10:10")
    for place, size in enumerate(reversed(before)):
        story.ask(start - (place + 1) * _HOUR_US // 2, f"192.0.2.{place}", page, size=size)
    for place, size in enumerate(after):
        story.ask(start + place * _HOUR_US // 2, f"192.0.2.{place}", page, size=size)
    return story


def _attack(story: Story, when: str = "10 09:50", client: str = BAD) -> Story:
    """Let somebody attack the site and then send it data."""
    at = clock(when)
    for number in range(3):
        story.ask(at - number * 60_000_000, client, f"/cari?q={number}", families=("sql-injection",))
    story.ask(at, client, "POST /kontak/kirim", 200, 2_000)
    return story


OLD = [9_400, 9_420, 9_440, 9_410] * 6
NEW = [3_150, 3_155, 3_160, 3_150] * 4


def test_a_jump_right_after_an_attacker_s_write() -> None:
    (signal,) = _attack(_home(OLD, NEW)).signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("entered", "likely")
    assert signal.actor.client_ips == (BAD,)
    assert {"before", "after", "attack"} == {witness.role for witness in signal.witnesses}
    assert "3150 bytes" in signal.why
    assert "3150 bita" in signal.why_id


def test_growing_counts_as_much_as_shrinking() -> None:
    assert _attack(_home(NEW, OLD)).signals(BEHAVIOUR)


def test_owners_put_up_a_new_page() -> None:
    assert _home(OLD, NEW).signals(BEHAVIOUR) == []


def test_a_visitor_s_form_is_no_attack() -> None:
    story = _home(OLD, NEW)
    story.ask(
        "10 09:50", "192.0.2.3", "POST /kontak/kirim", 200, 2_000, referrer="https://kota.example/kontak"
    )
    assert story.signals(BEHAVIOUR) == []


def test_staff_who_are_signed_in_may_change_the_page() -> None:
    story = _home(OLD, NEW)
    story.ask("10 09:45", BAD, "POST /admin/login", 302, 0)
    story.ask("10 09:46", BAD, "/admin/dashboard", 200, 22_000)
    _attack(story)
    assert story.signals(BEHAVIOUR) == []


def test_an_attack_on_another_day() -> None:
    assert _attack(_home(OLD, NEW), "09 09:50").signals(BEHAVIOUR) == []


def test_an_attacker_whose_writes_were_refused() -> None:
    story = _home(OLD, NEW)
    for number in range(6):
        story.ask(f"10 09:5{number}", BAD, "POST /kontak/kirim", 403, 200, families=("sql-injection",))
    assert story.signals(BEHAVIOUR) == []


def test_a_page_that_goes_up_and_down_anyway() -> None:
    restless = [9_400, 3_150, 6_000, 12_000] * 6
    assert _attack(_home(restless, restless)).signals(BEHAVIOUR) == []


def test_a_small_change_is_everyday() -> None:
    assert _attack(_home(OLD, [9_900, 9_910, 9_905, 9_900] * 4)).signals(BEHAVIOUR) == []


def test_too_little_before_or_after() -> None:
    assert _attack(_home(OLD[: BEFORE - 1], NEW)).signals(BEHAVIOUR) == []
    assert _attack(_home(OLD, NEW[: AFTER - 1])).signals(BEHAVIOUR) == []


def test_another_page_is_not_the_home_page() -> None:
    assert _attack(_home(OLD, NEW, page="/berita/kerja-bakti")).signals(BEHAVIOUR) == []
