"""Signals of one actor become one entry, whatever order they come in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.entries.joining import WITNESSES, join
from siaga.findings.shape import STEPS, Actor, Confidence, Signal, Step, Witness


def line(number: int, time_us: int = 0, file: str = "a.log") -> Witness:
    return Witness(file, number, 0, "00", f"line {number}", "use", time_us)


def signal(
    *clients: str,
    site: str = "kota.example",
    behaviour: str = "web_shell",
    step: Step = "executed",
    confidence: Confidence = "likely",
    at: tuple[int, int] = (10, 20),
    why: str = "because",
    users: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
    witnesses: tuple[Witness, ...] = (),
) -> Signal:
    return Signal(
        site, behaviour, step, confidence, Actor(clients, users), *at, why, f"karena {why}", witnesses, links
    )


SIGNALS = st.lists(
    st.builds(
        signal,
        st.sampled_from(["192.0.2.7", "192.0.2.8", "198.51.100.1", "2001:db8::7"]),
        site=st.sampled_from(["kota.example", "dinas.example"]),
        behaviour=st.sampled_from(["web_shell", "injection", "data_theft"]),
        step=st.sampled_from(STEPS[2:]),
        confidence=st.sampled_from(["likely", "confirmed"]),
        at=st.sampled_from([(10, 20), (10, 90), (5, 6)]),
        why=st.sampled_from(["a", "b"]),
        users=st.sampled_from([(), ("budi",)]),
        links=st.sampled_from([(), ("path:/x.php",), ("user:admin", "path:/y.php")]),
        witnesses=st.sampled_from([(), (line(1, 3),), (line(2, 1), line(1, 3))]),
    ),
    max_size=6,
)


@given(signals=SIGNALS, data=st.data())
def test_the_order_of_signals_does_not_matter(signals: list[Signal], data: st.DataObject) -> None:
    assert join(data.draw(st.permutations(signals))) == join(signals)


@given(signals=SIGNALS)
def test_every_signal_is_in_exactly_one_entry_of_its_site(signals: list[Signal]) -> None:
    entries = join(signals)
    told = [(entry.site, each) for entry in entries for each in entry.signals]
    assert sorted((s.site, repr(s)) for s in signals) == sorted((site, repr(each)) for site, each in told)
    assert [(e.site, e.first_seen_us) for e in entries] == sorted((e.site, e.first_seen_us) for e in entries)
    for entry in entries:
        assert STEPS.index(entry.step) == max(STEPS.index(each.step) for each in entry.signals)
        assert entry.first_seen_us == min(each.first_seen_us for each in entry.signals)
        assert entry.last_seen_us == max(each.last_seen_us for each in entry.signals)
        assert set(entry.actor.client_ips) == {c for each in entry.signals for c in each.actor.client_ips}
        assert list(entry.actor.client_ips) == sorted(entry.actor.client_ips)


def joined(*signals: Signal) -> int:
    return len(join(signals))


def test_the_same_address_and_its_neighbours_are_one_actor() -> None:
    assert joined(signal("192.0.2.7"), signal("192.0.2.7", behaviour="injection")) == 1
    assert joined(signal("192.0.2.7"), signal("192.0.2.200")) == 1
    assert joined(signal("2001:db8::7"), signal("2001:db8:0:9::1")) == 1
    assert joined(signal("192.0.2.7"), signal("192.0.3.7")) == 2
    assert joined(signal("2001:db8::7"), signal("2001:db8:9::7")) == 2


def test_a_link_joins_actors_from_anywhere() -> None:
    one, two = signal("192.0.2.7", links=("path:/x.php",)), signal("198.51.100.1", links=("path:/x.php",))
    assert joined(one, two) == 1
    assert joined(one, replace(two, links=("path:/y.php",))) == 2


def test_joining_goes_over_several_signals() -> None:
    chain = [
        signal("192.0.2.7", links=("path:/x.php",)),
        signal("198.51.100.1", links=("path:/x.php", "user:admin")),
        signal("203.0.113.9", links=("user:admin",)),
    ]
    (entry,) = join(chain)
    assert entry.actor.client_ips == ("192.0.2.7", "198.51.100.1", "203.0.113.9")
    assert joined(chain[0], chain[2]) == 2


def test_sites_are_kept_apart() -> None:
    one, two = (
        signal("192.0.2.7", site=site, links=("path:/x",)) for site in ("kota.example", "dinas.example")
    )
    assert [entry.site for entry in join([one, two])] == ["dinas.example", "kota.example"]


def test_signals_without_addresses_are_not_thrown_together() -> None:
    assert joined(signal(users=("budi",)), signal(users=("siti",))) == 2


def test_the_highest_step_speaks_and_its_lines_come_first() -> None:
    low = signal("192.0.2.7", step="executed", why="ran", witnesses=tuple(line(n, n) for n in range(20)))
    high = signal("192.0.2.7", step="exfiltrated", behaviour="data_theft", why="left", users=("budi",),
                  at=(30, 40), witnesses=tuple(line(n, n) for n in range(100, 105)))  # fmt: skip
    (entry,) = join([low, high])
    assert (entry.step, entry.behaviour, entry.confidence) == ("exfiltrated", "data_theft", "likely")
    assert (entry.first_seen_us, entry.last_seen_us) == (10, 40)
    assert entry.why.startswith("left")
    assert entry.why_id.startswith("karena left")
    assert "ran" in entry.why
    assert entry.actor.users == ("budi",)
    assert len(entry.witnesses) == WITNESSES
    assert {each.line_no for each in entry.witnesses} >= set(range(100, 105))
    assert [each.time_us for each in entry.witnesses] == sorted(each.time_us for each in entry.witnesses)


def test_a_line_is_shown_once() -> None:
    seen_twice = (line(1), line(1, file="b.log"))
    (entry,) = join(
        [signal("192.0.2.7", witnesses=seen_twice), signal("192.0.2.7", why="b", witnesses=(line(1),))]
    )
    assert [(each.file, each.line_no) for each in entry.witnesses] == [("a.log", 1), ("b.log", 1)]


@pytest.mark.parametrize(
    ("kinds", "confidence"),
    [
        ([("web_shell", "likely")], "likely"),
        ([("web_shell", "confirmed")], "confirmed"),
        ([("web_shell", "likely"), ("injection", "likely")], "likely"),
        ([("web_shell", "likely"), ("injection", "confirmed")], "confirmed"),
        ([("web_shell", "likely")] * 4, "likely"),
        ([("web_shell", "likely"), ("injection", "likely"), ("data_theft", "likely")], "confirmed"),
    ],
)
def test_one_sure_signal_or_three_behaviours_confirm(
    kinds: list[tuple[str, Confidence]], confidence: Confidence
) -> None:
    (entry,) = join(
        signal("192.0.2.7", behaviour=behaviour, confidence=sure, why=str(n))
        for n, (behaviour, sure) in enumerate(kinds)
    )
    assert entry.confidence == confidence


def test_nothing_seen_no_entries() -> None:
    assert join([]) == ()


def test_what_one_account_did_is_one_story_wherever_it_was_used() -> None:
    first = signal("192.0.2.7", behaviour="remote_login", users=("kontributor",))
    assert joined(first, signal("203.0.113.9", behaviour="infiltration", users=("kontributor",))) == 1
    assert joined(first, signal("203.0.113.9", behaviour="infiltration", users=("humas",))) == 2


def test_an_account_for_anybody_joins_nobody() -> None:
    first = signal("192.0.2.7", behaviour="remote_login", users=("anonymous",))
    assert joined(first, signal("203.0.113.9", behaviour="web_shell", users=("anonymous",))) == 2
