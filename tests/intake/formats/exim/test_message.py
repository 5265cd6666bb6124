"""Exim's letters and refusals: accounts and addresses as the server tells them, never as a sender claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.exim.message import understand
from siaga.intake.rows import Event

LETTER = "1vxAbC-0001De-2F <= a@kota.example "
MANY = " ".join(f"w{n}@contoh.example" for n in range(11))


def _event(message: str) -> Event:
    event = Event(1, 0, 0, 0, "smtp", "other", message=message)
    understand(event, message)
    return event


def test_a_subject_names_neither_account_nor_recipients() -> None:
    claimed = (
        f'{LETTER}H=mx.luar.example [198.51.100.9]:38 P=esmtps S=9 T="x A=plain:admin" for a@kota.example'
    )
    assert _event(claimed).action == "other"
    said = _event(
        f'{LETTER}H=(x) [192.0.2.7]:1 P=esmtpa A=plain:budi S=9 T="x for {MANY}" for b@contoh.example'
    )
    assert (said.user, "recipients" in said.detail) == ("budi", False)


def test_a_greeting_that_looks_like_an_address_is_not_the_client() -> None:
    said = _event(f"{LETTER}H=([198.51.100.250]) [192.0.2.7]:1 P=esmtpa A=plain:budi S=9 for {MANY}")
    assert (said.client_ip, said.detail["recipients"]) == ("192.0.2.7", "11")


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        (' T="Rapat" for b@contoh.example', "Rapat"),
        (' T="kata "x" for y" for b@contoh.example', 'kata "x" for y'),
        (' T="Rapat"', "Rapat"),
        ("", None),
        (' T="Rap', None),
    ],
)
def test_a_subject_is_told_as_it_is(said: str, subject: str | None) -> None:
    assert _event(f"{LETTER}H=(x) [192.0.2.7] A=plain:budi S=9{said}").detail.get("subject") == subject


@pytest.mark.parametrize(
    "rest",
    ["P=local U=www S=9", "<= a@kota.example", "H=(x) 192.0.2.7 A=plain:budi", "H=(x) [192.0.2.7] S=9"],
)
def test_without_a_login_or_an_address_it_is_any_letter(rest: str) -> None:
    assert _event(LETTER + rest).action == "other"


def test_a_refusal_for_the_time_being_is_none() -> None:
    said = "plain authenticator failed for (x) [192.0.2.7]: 435 Unable to authenticate at present"
    assert _event(said).action == "other"


@given(said=st.text(max_size=300))
def test_nothing_raises(said: str) -> None:
    for head in ("", LETTER, f"{LETTER}H=(x) [192.0.2.7] A=plain:b ", "plain authenticator failed for "):
        assert _event(head + said).application == "smtp"
