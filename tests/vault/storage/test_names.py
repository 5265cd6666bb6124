"""Which names a store accepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import VaultUsageError
from siaga.vault.storage.names import checked, checked_prefix, is_ours


@given(st.lists(st.sampled_from(["a", "..", ".", "", "x.zst", "...", ".new-0", ".lock", "..a"]), max_size=5))
def test_an_accepted_name_stays_below(parts: list[str]) -> None:
    name = "/".join(parts)
    good = bool(parts) and not {"..", ".", "", ".new-0", ".lock"} & set(parts)
    if good:
        assert checked(name) == name
        assert checked_prefix(name + "/") == name + "/"
    else:
        with pytest.raises(VaultUsageError):
            checked(name)


def test_the_whole_store_is_a_prefix() -> None:
    assert checked_prefix("") == ""


@pytest.mark.parametrize(
    ("part", "ours"), [(".new-1", True), (".lock", True), (".locked", False), ("new-1", False)]
)
def test_our_own_files_are_known(part: str, ours: bool) -> None:
    assert is_ours(part) is ours
