"""A notice about the actor of an entry says nothing new; one about anybody else stays."""

from __future__ import annotations

import pytest

from siaga.findings.shape import Notice
from siaga.verdict.check.known_actors import without_known

from .entries import BAD, cited, entry, notice

ENTRY = entry(0, 1, cited(3), cited(4, "192.0.2.1"))
OTHER = "203.0.113.6"


@pytest.mark.parametrize(
    "known",
    [
        notice("a new network", cited(3, OTHER)),
        notice("a line that only a signal cites", cited(4, OTHER)),
        notice("the address in another line", cited(99)),
        notice(f"login from {BAD}: a new network"),
        notice(f"login from {BAD}."),
        notice(f"an error for {BAD}:51234"),
    ],
)
def test_what_an_entry_tells_is_not_told_twice(known: Notice) -> None:
    assert without_known([known], [ENTRY]) == []


@pytest.mark.parametrize(
    "new",
    [
        notice("another line of somebody else", cited(5, OTHER)),
        notice("one line known, one not", cited(3), cited(5, OTHER)),
        notice("same line of another file", cited(3, OTHER, "auth.log")),
        notice("the actor on another site", cited(3), site="dinas.example"),
        notice(f"login from {OTHER}: an address that the actor's begins with"),
        notice("no address at all"),
    ],
)
def test_what_is_new_stays(new: Notice) -> None:
    assert without_known([new], [ENTRY]) == [new]
    assert without_known([new], []) == [new]
