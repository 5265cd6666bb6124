"""A new password by mail out of a stolen mailbox, and owners who forgot theirs."""

from __future__ import annotations

from dataclasses import replace

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.stolen_account.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

BAD, OFFICE, USER = "203.0.113.174", "192.0.2.32", "budi@kota.example"
LINK = "https://simpeg.kota.example/password/reset/3ea22635f47ae35a11d0c0d3c5b6c183?email=budi%40kota.example"


def _mail(when: str = "12 20:37", client: str = BAD, *, deletes: bool = True) -> Story:
    """Let a house open its mail by day, and somebody once more."""
    story = Story()
    for day in range(1, 12):
        for place, name in enumerate(("ani", "budi", "citra", "dewi", "eko")):
            _opens(story, f"{day:02} 0{1 + place}:15", f"{name}@kota.example", OFFICE)
    _opens(story, when, USER, client)
    if deletes:
        story.ask(f"{when[:2]} 20:41", client, "POST /?_task=mail&_action=delete", size=412)
    return story


def _opens(story: Story, when: str, user: str, client: str) -> None:
    story.tell(when, "login", "success", user=user, client=client, application="roundcube")


def _portal(
    client: str = BAD,
    *,
    day: int = 12,
    hour: int = 20,
    tries: bool = False,
    status: int = 302,
    size: int = 2_394_410,
    link: str = LINK,
) -> Story:
    story = Story()
    at = f"{day:02} {hour:02}"
    if tries:
        story.ask(f"{at}:38", client, "POST /login", 302, 358)
    story.ask(f"{at}:39", client, "POST /password/email", 302, 390)
    story.ask(f"{at}:41", client, "POST /password/reset", status, 402, referrer=link)
    if size:
        story.ask(f"{at}:42", client, "/pegawai", size=61_105)
        story.ask(f"{at}:43", client, "/pegawai/export", size=size)
    return story


def _signals(portal: Story, mail: Story) -> list[Signal]:
    scene = replace(portal.scene(), site="simpeg.example")
    both = [replace(mail.scene(), site="surel.example"), scene]
    return list(BEHAVIOUR.look(replace(scene, neighbours=both)))


def test_a_link_out_of_a_mailbox_that_a_stranger_opened_at_night() -> None:
    (signal,) = _signals(_portal(), _mail())
    assert (signal.site, signal.step, signal.confidence) == ("simpeg.example", "exfiltrated", "confirmed")
    assert (signal.actor.client_ips, signal.actor.users) == ((BAD,), (USER,))
    assert {"login", "reset", "dump", "act"} <= {witness.role for witness in signal.witnesses}
    assert "mailbox" in signal.why
    assert "kotak surat" in signal.why_id


def test_without_deleting_it_is_likely() -> None:
    assert [s.confidence for s in _signals(_portal(), _mail(deletes=False))] == ["likely"]


def test_owners_reset_theirs_from_the_office_or_on_a_journey_by_day() -> None:
    assert _signals(_portal(OFFICE), _mail(client=OFFICE)) == []
    assert _signals(_portal(hour=4), _mail("12 04:37")) == []


def test_a_traveller_up_at_night_who_had_forgotten_the_password() -> None:
    assert _signals(_portal(tries=True), _mail(deletes=False)) == []


def test_a_new_place_to_which_the_owner_comes_back() -> None:
    mail = _mail()
    _opens(mail, "14 02:10", USER, BAD)
    assert _signals(_portal(), mail) == []


def test_invented_links_and_those_for_somebody_else() -> None:
    assert _signals(_portal(size=0), _mail()) == []
    assert _signals(_portal(status=422), _mail()) == []
    assert _signals(_portal(link=LINK.replace("budi", "maman")), _mail()) == []
    assert _signals(_portal(link="https://simpeg.kota.example/password/reset"), _mail()) == []


def test_who_never_opened_the_mailbox_or_long_before() -> None:
    assert _signals(_portal("198.51.100.7"), _mail()) == []
    assert _signals(_portal(day=13), _mail()) == []
