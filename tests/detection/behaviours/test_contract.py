"""Every behaviour keeps the contract: pure, deterministic, quiet where nothing happened."""

from __future__ import annotations

import pytest

from siaga.detection.behaviours import ALL_BEHAVIOURS
from siaga.detection.behaviours.contract import Behaviour
from siaga.findings.shape import STEPS, Signal

from .story import Story

EACH = pytest.mark.parametrize("behaviour", ALL_BEHAVIOURS, ids=lambda one: one.name)
PEOPLE = [f"192.0.2.{number}" for number in range(1, 30)]


def eventful() -> Story:
    """Tell a story in which several behaviours find something."""
    story = Story()
    story.visits(range(1, 8), PEOPLE[:10], "/berita.php?id=1", size=4_000)
    for k in range(30):
        story.ask(
            f"08 01:{k:02}",
            "203.0.113.5",
            f"/slot-{k}/",
            size=15_000 + k,
            families=("gambling",),
        )
    story.ask("08 02:00", "203.0.113.9", "POST /lapor/kirim", 302)
    for k in range(5):
        story.ask(f"08 02:0{k + 1}", "203.0.113.9", "POST /uploads/a.php", size=100 + 900 * k)
    story.ask("08 03:00", "203.0.113.40", "/backup/db.sql", size=900_000, agent="curl/8")
    for k in range(60):
        story.ask(f"08 04:{k:02}", "198.51.100.9", f"/warga?id={k}", size=3_000, agent="curl/8")
    for k in range(30):
        story.tell(f"08 05:{k:02}", "login", "failure", user="root", client="203.0.113.77")
    story.tell("08 05:31", "login", "success", user="root", client="203.0.113.77")
    return story


@EACH
def test_nothing_is_seen_where_nobody_came(behaviour: Behaviour) -> None:
    story = Story()
    story.tell("01 10:00", "error", message="restarted")
    assert list(behaviour.look(story.scene())) == []


@EACH
def test_people_reading_pages_are_nobody_s_suspects(behaviour: Behaviour) -> None:
    story = Story()
    for page in ("/", "/berita/kerja-bakti", "/layanan/surat-pengantar", "/cari?q=ktp", "/profil.php?h=2"):
        story.visits(range(1, 10), PEOPLE, page)
    assert list(behaviour.look(story.scene())) == []


@EACH
def test_the_same_scene_gives_the_same_answer_twice(behaviour: Behaviour) -> None:
    scene = eventful().scene()
    assert list(behaviour.look(scene)) == list(behaviour.look(scene))
    assert list(behaviour.look(scene)) == list(behaviour.look(eventful().scene()))


def test_signals_are_complete() -> None:
    scene = eventful().scene()
    signals = [seen for each in ALL_BEHAVIOURS for seen in each.look(scene) if isinstance(seen, Signal)]
    assert {"web_shell", "infiltration", "dump_fetching", "bulk_reading", "remote_login"} <= {
        signal.behaviour for signal in signals
    }
    for signal in signals:
        assert signal.site == scene.site
        assert STEPS.index(signal.step) >= STEPS.index("executed")
        assert signal.witnesses
        assert signal.first_seen_us <= signal.last_seen_us
        assert signal.actor.client_ips == tuple(sorted(signal.actor.client_ips))
        for sentence in (signal.why, signal.why_id):
            assert sentence.endswith(".")
            assert ".." not in sentence
            assert " aman" not in sentence
            assert "safe" not in sentence


def test_names_are_snake_case() -> None:
    names = [behaviour.name for behaviour in ALL_BEHAVIOURS]
    assert all(name.replace("_", "").isalpha() and name.islower() for name in names)
