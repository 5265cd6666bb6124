"""Certificates are put into the order of DER; everything else stays as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st
from rfc3161_client import decode_timestamp_response

from siaga.vault.anchors.certificate_order import with_sorted_certificates
from siaga.vault.anchors.check import read_roots
from siaga.vault.anchors.request import stamp_request

from .conftest import Authority


def test_any_order_becomes_the_one_of_der(make_authority: Callable[..., Authority]) -> None:
    authority = make_authority()
    reply = authority.answer(stamp_request(b"data").der)
    chain = sorted(each.public_bytes(Encoding.DER) for each in read_roots(authority.folder / "both.pem"))
    ordered, turned = b"".join(chain), b"".join(reversed(chain))
    assert (ordered in reply) != (turned in reply)
    right, wrong = reply.replace(turned, ordered), reply.replace(ordered, turned)
    assert with_sorted_certificates(wrong) == right == with_sorted_certificates(right)
    assert decode_timestamp_response(right).status == 0
    with pytest.raises(ValueError, match="parse"):
        _ = decode_timestamp_response(wrong).signed_data.certificates


@given(data=st.binary(max_size=300))
def test_what_is_no_time_stamp_stays_as_it_is(data: bytes) -> None:
    assert with_sorted_certificates(data) == data


@pytest.mark.parametrize("keep", range(0, 400, 13))
def test_a_cut_answer_stays_as_it_is(keep: int) -> None:
    cut = (b"\x30\x82\x03\xe8" + b"\x30\x03\x02\x01\x00" + b"\x30\x82\x03\xdf" + b"\x06\x01\x2a" * 200)[:keep]
    assert with_sorted_certificates(cut) == cut
