"""Scripts in a technology or folder where the site runs nothing, and new programs of its own."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR
from siaga.detection.behaviours.web_shell.foreign import FILES, PATHS, OwnTechnology

BAD, OFFICE = "203.0.113.66", "198.51.100.20"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 40)]


def _site(pages: int = PATHS, kind: str = "php") -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/berita/kerja-bakti")
    for number in range(pages):
        story.visits(range(1, 3), PEOPLE[:4], f"/layanan/hal{number}.{kind}")
    return story


def _work(story: Story, path: str, client: str = BAD, referrer: str = "-", *, form: bool = True) -> Story:
    if form:
        story.ask("10 22:00", client, "POST /buku-tamu", 302)
    for place, size in enumerate((131, 2_204, 744, 9_120)):
        story.ask(f"10 22:0{place + 1}", client, f"POST {path}", size=size, referrer=referrer)
    return story


@pytest.mark.parametrize("path", ["/layanan/alat.jsp", "/alat.ashx", "/alat.aspx", "/alat.cfm", "/alat.pl"])
def test_a_technology_that_the_site_does_not_speak(path: str) -> None:
    (signal,) = _work(_site(), path).signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)
    assert "nothing of that kind" in signal.why
    assert "sejenis itu" in signal.why_id


def test_a_folder_in_which_there_are_files_only() -> None:
    story = _site()
    for number in range(FILES):
        story.visits(range(1, 3), PEOPLE[:4], f"/aspnet_client/berkas{number}.pdf")
    assert _work(story, "/aspnet_client/alat.php").signals(BEHAVIOUR)


def test_one_more_program_of_the_site_s_own_kind() -> None:
    assert not _work(_site(), "/layanan/hal99.php").signals(BEHAVIOUR)


def test_a_new_program_that_a_page_leads_to() -> None:
    story = _work(_site(), "/layanan/cek.aspx", referrer="https://kota.example/layanan/hal1.php")
    assert not story.signals(BEHAVIOUR)


def test_a_partner_s_program_that_never_did_anything_else_here() -> None:
    assert not _work(_site(), "/layanan/kirim.ashx", form=False).signals(BEHAVIOUR)


def test_whoever_signs_in_to_the_site_is_no_stranger() -> None:
    story = _site()
    story.ask("05 09:00", OFFICE, "POST /wp-login.php", 302, 20)
    story.ask("05 09:01", OFFICE, "/wp-admin/")
    assert not _work(story, "/layanan/alat.aspx", client=OFFICE).signals(BEHAVIOUR)


def test_a_small_log_shows_no_technology() -> None:
    assert not OwnTechnology(_work(_site(3), "/layanan/alat.jsp").scene()).lacks(b"/layanan/alat.jsp")
