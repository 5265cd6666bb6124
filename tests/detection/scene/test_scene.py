"""A ledger becomes scenes: moves by site, other logs of the site and of its machine, clocks set right."""

from __future__ import annotations

import numpy as np

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.ledger import Ledger, SiteLedger
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import EVERYDAY_FAMILIES, HOSTILE_REQUESTS, RuleFacts, Scene, scenes
from siaga.intake.rows import NO_TIME

from .moving import SECOND_US, START_US, happening, move, post

RULES = (
    RuleFacts("sqli/union", "Union", "sql-injection", "high"),
    RuleFacts("info/robots", "Robots", "scanner", "low"),
    RuleFacts("backup/zip", "Backup", min(EVERYDAY_FAMILIES), "critical"),
    RuleFacts("scan/nikto", "Nikto", "scanner", "medium"),
)


def scene(*moves: Move) -> Scene:
    return Scene("kota.example", SiteLedger("kota.example"), list(moves), [], [], RULES)


def ledger(*moves: Move, happenings: tuple[Happening, ...] = ()) -> Ledger:
    made = Ledger()
    for each in moves:
        made.site(each.site)
        made.moves.keep(each)
    made.happenings.extend(happenings)
    return made


def test_moves_are_grouped_in_time_order() -> None:
    seen = scene(
        move("/a", 1), move("/b", 2, client="192.0.2.8"), move("/a", 3, client="192.0.2.8"), move("/a?x", 4)
    )
    assert {client: [m.place.line_no for m in moves] for client, moves in seen.by_client.items()} == {
        "192.0.2.7": [1, 4],
        "192.0.2.8": [2, 3],
    }
    assert {path: [m.place.line_no for m in moves] for path, moves in seen.by_path.items()} == {
        b"/a": [1, 3, 4],
        b"/b": [2],
    }


def test_attackers_are_clients_that_sent_hostile_requests_more_than_once() -> None:
    hostile = [move("/?q=1", n, client="203.0.113.1", rules=(0,)) for n in range(HOSTILE_REQUESTS)]
    scanner = [move("/x", n, client="203.0.113.2", rules=(1, 3)) for n in range(HOSTILE_REQUESTS + 1)]
    once = [move("/?q=1", client="203.0.113.3", rules=(0,))] * (HOSTILE_REQUESTS - 1)
    curious = [move("/robots.txt", n, client="203.0.113.4", rules=(1,)) for n in range(9)]
    staff = [move("/backup.zip", n, client="192.0.2.9", rules=(2,)) for n in range(9)]
    seen = scene(*hostile, *scanner, *once, *curious, *staff)
    assert seen.attackers == {"203.0.113.1": HOSTILE_REQUESTS, "203.0.113.2": HOSTILE_REQUESTS + 1}


def test_families_of_a_move() -> None:
    assert scene().families(move("/x", rules=(0, 3))) == {"sql-injection", "scanner"}
    assert scene().families(move("/x")) == frozenset()


def test_what_a_site_says_to_anything_is_no_answer() -> None:
    probes = [move(f"/{'x' * n}.php", n, size=9_000, rules=(3,)) for n in range(1, 12)]
    seen = scene(*probes, move("/real.php", 50, size=512))
    assert not seen.answered(move("/other.php", size=9_000))
    assert seen.answered(move("/real.php", size=512))
    assert not seen.answered(move("/real.php", size=512, status=404))


def test_sign_ins_and_sessions_of_all_clients() -> None:
    seen = scene(
        post("/wp-login.php", 1, status=302),
        move("/wp-admin/", 2),
        move("/berita", 3, client="192.0.2.8"),
        post("/wp-login.php", 4, client="192.0.2.9"),
        move("/wp-admin/", 0.5, client="192.0.2.10"),
    )
    assert {client: [s.succeeded for s in signed] for client, signed in seen.sign_ins.items()} == {
        "192.0.2.7": [True],
        "192.0.2.9": [False],
    }
    assert [session.client for session in seen.sessions] == ["192.0.2.10", "192.0.2.7"]


def test_one_scene_per_site_and_machine_in_alphabetical_order() -> None:
    made = ledger(
        move("/a", 2),
        move("/b", 1),
        move("/c", 1, site="dinas.example"),
        happenings=(happening(1, owner="srv1", source="auth.log"), happening(2, source="error.log")),
    )
    found = scenes(made, RULES, {"srv1": ("dinas.example", "kota.example")})
    assert [each.site for each in found] == ["dinas.example", "kota.example", "srv1"]
    dinas, kota, machine = found
    assert [m.path for m in kota.moves] == [b"/b", b"/a"]
    assert [m.path for m in dinas.moves] == [b"/c"]
    assert [h.source for h in kota.happenings] == ["error.log"]
    assert [h.source for h in kota.around] == ["auth.log", "error.log"]
    assert [h.source for h in dinas.around] == ["auth.log"]
    assert dinas.happenings == []
    assert [h.source for h in machine.happenings] == ["auth.log"]
    assert kota.rules is RULES
    assert [each.site for each in kota.neighbours] == ["dinas.example", "kota.example", "srv1"]
    assert "neighbours" not in repr(kota)


def test_a_source_with_another_clock_is_set_right() -> None:
    hours = 7 * 3_600
    made = ledger(move("/a"))
    seconds = [3, 90, 1_000, 5_000, 7_777]
    made.site("kota.example").failures.add(
        [b"203.0.113.1"], np.zeros(5, np.int64), START_US + np.array(seconds, np.int64) * SECOND_US
    )
    late = [happening(second + hours, "203.0.113.1") for second in seconds]
    undated = happening(0, "203.0.113.1")
    undated.event.time_us = NO_TIME
    made.happenings.extend([*late, undated])
    (seen,) = scenes(made, RULES, {})
    assert seen.skew_seconds == {"error.log": hours}
    assert [h.event.time_us for h in seen.happenings] == [
        NO_TIME,
        *(START_US + second * SECOND_US for second in seconds),
    ]
    assert made.happenings[0].event.time_us == START_US + (seconds[0] + hours) * SECOND_US


def test_an_empty_ledger_has_no_scenes() -> None:
    assert scenes(Ledger(), RULES, {}) == []
