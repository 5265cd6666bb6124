"""A bundle's parts: proofs, segments, keys with their admission, time stamps with their checkpoints."""

from __future__ import annotations

import pytest
from tests.acceptance.vault_city import City

from siaga.vault import layout
from siaga.vault.actions.session import rotate
from siaga.vault.bundle.parts import lines, log_parts, segments
from siaga.vault.errors import HistoryError, VaultUsageError
from siaga.vault.proving.finding import LinePlace


def names(city: City, *known: bytes) -> list[str]:
    return [each.name for each in log_parts(city.storage, city.view, known)]


def test_a_key_comes_with_the_checkpoint_that_admitted_it(city: City) -> None:
    assert names(city) == ["checkpoint", "policy", "vault.json", "keys/0001.tlog-proof"]
    city.session(rotate)
    found = names(city)
    assert found[3:] == ["keys/0001.tlog-proof", "keys/0002.tlog-proof", "history/5", "consistency/5.json"]


def test_a_time_stamp_comes_with_its_checkpoint(city: City) -> None:
    city.storage.create(layout.history(4), city.view.head.note.encode())
    city.storage.create(layout.anchor(4), b"tsr")
    city.storage.create("anchors/odd.tsr", b"x")
    assert names(city)[4:] == ["anchors/4.tsr", "history/4", "consistency/4.json"]


def test_what_outsiders_keep_is_answered(city: City) -> None:
    kept = city.view.head.note.encode()
    city.session(lambda session: session.tell("who", "what"))
    assert names(city, kept)[4:] == ["consistency/4.json"]
    with pytest.raises(HistoryError):
        names(city, kept.replace(b"\n4\n", b"\n9\n"))


def test_lines_and_segments_are_items(city: City) -> None:
    first, told = lines(city.storage, city.view, [LinePlace(3, 0, 0)])
    assert first.item is not None
    assert (first.item.what, told.item) == ("access.log:1", None)
    assert told.data.startswith(b"1. access.log:1 [leaf 3, frame 0, 2026-")
    assert [each.item is None for each in segments(city.storage, city.view, [3])] == [False, True, True]
    assert not list(lines(city.storage, city.view, []))
    with pytest.raises(VaultUsageError):
        list(segments(city.storage, city.view, [0]))
