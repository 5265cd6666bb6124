"""A site goes by the host that most of its visitors' referrers name."""

from __future__ import annotations

from siaga.detection.scene.hosts import host_of, own_host

from .moving import move


def test_the_host_of_an_address() -> None:
    assert host_of(b"https://Kota.Example/berita?x=1") == b"kota.example"
    assert host_of(b"-") == b""


def test_most_referrers_name_the_site_itself() -> None:
    own = [move("/a", n, referrer="https://kota.example/") for n in range(3)]
    search = [move("/a", 9, referrer="https://www.google.com/"), move("/a", 10)]
    assert own_host([*search, *own]) == b"kota.example"
    assert own_host([move("/a")]) == b""
