"""A stamp is fetched over HTTP and verified before anybody keeps it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siaga.vault.anchors.check import check_stamp
from siaga.vault.anchors.tsa import get_stamp
from siaga.vault.errors import TamperedError, UnreachableError

from .conftest import Authority

Authorities = Callable[..., Authority]


def test_a_stamp_is_fetched_and_holds(make_authority: Authorities) -> None:
    authority = make_authority()
    made = get_stamp(authority.url, b"data", authority.roots)
    assert check_stamp(made.response, b"data", authority.roots, "x") == made.stamp


def test_another_media_type_is_no_time_stamp(make_authority: Authorities) -> None:
    authority = make_authority(kind="text/plain")
    with pytest.raises(UnreachableError, match="no time stamp"):
        get_stamp(authority.url, b"data", authority.roots)


def test_a_stamp_of_a_stranger_is_refused(make_authority: Authorities) -> None:
    with pytest.raises(TamperedError):
        get_stamp(make_authority().url, b"data", make_authority().roots)


def test_nobody_there_is_told(make_authority: Authorities) -> None:
    with pytest.raises(UnreachableError):
        get_stamp("http://127.0.0.1:9/tsr", b"data", make_authority().roots)
