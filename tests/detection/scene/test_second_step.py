"""Requests that enter a one-time code, and those that only ask for one."""

from __future__ import annotations

import pytest
from tests.detection.scene.moving import move, post

from siaga.detection.scene.second_step import enters_code


@pytest.mark.parametrize(
    "path",
    ["/v2/auth/otp/cek", "/login/2fa", "/mfa/verify", "/verifikasi-kode", "/users/two_factor", "/auth/totp"],
)
def test_codes_are_entered(path: str) -> None:
    assert enters_code(post(path))
    assert not enters_code(move(path))


@pytest.mark.parametrize(
    "path",
    ["/v2/auth/otp/kirim-ulang", "/2fa/setup", "/otp/request", "/verifikasi-berkas", "/login", "/potpourri"],
)
def test_other_requests_enter_none(path: str) -> None:
    assert not enters_code(post(path))
