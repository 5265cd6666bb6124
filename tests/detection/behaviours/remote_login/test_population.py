"""How the accounts of an application move about."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.population import Population


def _office(movers: int, others: int) -> Population:
    story = Story()
    for number in range(movers + others):
        for day in range(1, 10):
            story.tell(f"{day:02} 02:00", "login", "success", user=f"op{number}", client="192.0.2.9")
        if number < movers:
            story.tell("10 12:00", "login", "success", user=f"op{number}", client=f"198.{number + 18}.2.9")
    return Population(story.scene().happenings)


def test_where_many_accounts_change_networks_one_more_tells_nothing() -> None:
    assert _office(movers=5, others=6).roams("ssh")


def test_one_or_two_among_many_are_no_custom() -> None:
    assert not _office(movers=2, others=2).roams("ssh")
    assert not _office(movers=5, others=30).roams("ssh")


def test_where_new_accounts_appear_all_the_time_the_public_comes_and_goes() -> None:
    story = Story()
    for number in range(60):
        story.tell(
            f"{number % 28 + 1:02} 03:00",
            "login",
            "success",
            user=f"warga{number}",
            client=f"198.{number}.0.1",
        )
    found = Population(story.scene().happenings)
    assert found.public("ssh")
    assert found.roams("ssh")
    assert not found.public("ftp")


def test_a_colleague_who_is_new_makes_no_public() -> None:
    story = Story()
    for day in range(1, 20):
        story.tell(f"{day:02} 02:00", "login", "success", user="andi", client="192.0.2.9")
    story.tell("20 02:00", "login", "success", user="baru", client="192.0.2.10")
    assert not Population(story.scene().happenings).public("ssh")
