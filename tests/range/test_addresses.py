"""Made-up addresses: valid, repeatable, and a loopback address of its own for every session."""

from __future__ import annotations

import ipaddress

from hypothesis import given
from hypothesis import strategies as st
from range.estate.addresses import LoopbackBook, abroad, home, mobile, office, resident, seeded


@given(st.integers(0, 10**6))
def test_every_address_is_valid_and_repeatable(seed: int) -> None:
    for make in (resident, mobile, abroad):
        address = make(seeded(seed))
        ipaddress.ip_address(address)
        assert address == make(seeded(seed))
    ipaddress.ip_address(office(str(seed)))
    ipaddress.ip_address(home("a", str(seed), 3))


def test_a_home_stays_in_its_network_and_moves_within_it() -> None:
    homes = {home("kel-melati", "humas", day) for day in range(25)}
    assert len(homes) > 1
    assert len({".".join(address.split(".")[:2]) for address in homes}) == 1


def test_no_loopback_address_is_given_twice() -> None:
    book = LoopbackBook()
    taken = [book.take() for _ in range(70000)]
    assert len(set(taken)) == len(taken)
    assert all(
        ipaddress.ip_address(address) in ipaddress.ip_network("127.16.0.0/12") for address in taken[::997]
    )
