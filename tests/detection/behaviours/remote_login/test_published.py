"""Pages that were put on the site for its public."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR
from siaga.detection.behaviours.remote_login.published import Published

OFFICE, HOME = "192.0.2.140", "203.0.113.90"
FRONT = "https://kota.example/"
PUBLIC = ("198.51.100.7", "198.18.0.9", "100.64.3.1", "172.16.9.2")


def _story(*names: str) -> Story:
    story = Story()
    for number in range(600):
        story.ask(
            f"{1 + number % 12:02} {number % 15:02}:0{number % 7}",
            PUBLIC[number % 4],
            "/berita.php?id=1",
            referrer=FRONT,
        )
    for day in range(1, 12):
        story.tell(f"{day:02} 02:00", "login", "success", user="web", client=OFFICE, application="ftp")
    story.tell("08 12:00", "login", "success", user="web", client=HOME, application="ftp")
    for name in names:
        story.tell("08 12:01", "upload", "success", user="web", client=HOME, application="ftp", what=name)
    return story


def _visit(story: Story, page: str, referrer: str, clients: tuple[str, ...] = PUBLIC) -> None:
    for client in clients:
        story.ask("09 03:00", client, page, referrer=referrer)


def _holds(story: Story) -> bool:
    scene = story.scene()
    return Published(scene).holds([h for h in scene.happenings if h.event.action == "upload"])


def test_a_new_page_that_the_home_page_leads_to() -> None:
    story = _story("/home/web/public_html/antrean.php")
    _visit(story, "/antrean.php", FRONT)
    assert _holds(story)
    assert story.signals(BEHAVIOUR) == []


def test_a_page_that_nobody_is_led_to_by_the_site() -> None:
    for referrer in ("-", "https://pesan.example/", "https://kota.example/antrean.php"):
        story = _story("/home/web/public_html/antrean.php")
        _visit(story, "/antrean.php", referrer)
        assert not _holds(story)
        assert story.signals(BEHAVIOUR)


def test_too_few_or_only_the_sender() -> None:
    story = _story("/home/web/public_html/antrean.php")
    _visit(story, "/antrean.php", FRONT, (HOME, *PUBLIC[:2]))
    assert not _holds(story)


def test_what_is_put_in_an_old_page_s_place() -> None:
    story = _story("/home/web/public_html/berita.php")
    _visit(story, "/berita.php?id=2", FRONT)
    assert not _holds(story)


def test_one_hidden_script_beside_a_page_is_enough() -> None:
    story = _story("/home/web/public_html/antrean.php", "/home/web/public_html/x.php")
    _visit(story, "/antrean.php", FRONT)
    assert not _holds(story)
    assert not Published(story.scene()).holds([])


EXPORT = "/home/web/public_html/assets/tabel/ekspor.php"


def _exported(story: Story, client: str, sizes: tuple[int, ...] = (41_811, 43_230, 48_627, 45_817)) -> Story:
    story.visits(range(2, 13), PUBLIC, "/absensi")
    for place, size in enumerate(sizes):
        story.ask(
            f"{9 + place:02} 03:00",
            client,
            "POST /assets/tabel/ekspor.php",
            size=size,
            referrer=f"{FRONT}absensi",
        )
    return story


def test_a_script_among_data_that_a_page_s_button_calls_came_with_its_release() -> None:
    release = [f"/home/web/public_html/app/{name}" for name in ("rute.php", "c/Absensi.php", "v/ekspor.php")]
    story = _exported(_story(*release, EXPORT), OFFICE)
    assert story.signals(BEHAVIOUR) == []


def test_a_script_among_data_that_is_worked_or_called_by_its_sender_or_by_nobody() -> None:
    assert _exported(_story(EXPORT), OFFICE, (120, 4_000, 900, 17_000)).signals(BEHAVIOUR)
    assert _exported(_story(EXPORT), HOME).signals(BEHAVIOUR)
    assert _exported(_story(EXPORT), OFFICE, ()).signals(BEHAVIOUR)


def test_a_hidden_script_beside_a_button_is_not_excused_by_it() -> None:
    hidden = "/home/web/public_html/assets/img/x.php"
    assert _exported(_story(EXPORT, hidden), OFFICE).signals(BEHAVIOUR)
