"""Action words mean the same in English and Indonesian."""

from __future__ import annotations

import pytest

from siaga.intake.formats.audit.words import action_of, outcome_of


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("masuk", "login"),
        ("Login", "login"),
        ("gagal login", "login"),
        ("login_failed", "login"),
        ("user.login", "login"),
        ("UserLoginFailed", "login"),
        ("FileDownloaded", "download"),
        ("New-InboxRule", "privileged"),
        ("MailItemsAccessed", "other"),
        ("Keluar", "logout"),
        ("LOGOUT", "logout"),
        ("User logged out", "logout"),
        ("User logged in", "login"),
        ("disconnection", "logout"),
        ("tambah pengguna", "account_change"),
        ("menambah pengguna", "account_change"),
        ("user.created", "account_change"),
        ("ubah peran", "account_change"),
        ("update_role", "account_change"),
        ("hapus pengguna", "account_change"),
        ("mengubah kata sandi", "password_change"),
        ("dihapus", "delete"),
        ("create user", "account_change"),
        ("ganti kata sandi", "password_change"),
        ("reset password", "password_change"),
        ("password_changed", "password_change"),
        ("unduh", "download"),
        ("download", "download"),
        ("unggah berkas", "upload"),
        ("file_upload", "upload"),
        ("ekspor", "export"),
        ("export_csv", "export"),
        ("cadangkan basis data", "export"),
        ("backup", "export"),
        ("unduh basis data", "export"),
        ("hapus berita", "delete"),
        ("delete post", "delete"),
        ("ubah berita", "content_change"),
        ("post.updated", "content_change"),
        ("pasang plugin", "privileged"),
        ("settings changed", "privileged"),
        ("xyz", "other"),
        ("", "other"),
    ],
)
def test_actions(words: str, action: str) -> None:
    assert action_of(words) == action


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("berhasil", "success"),
        ("sukses", "success"),
        ("success", "success"),
        ("true", "success"),
        ("1", "success"),
        ("tidak berhasil", "failure"),
        ("gagal", "failure"),
        ("failure", "failure"),
        ("login_failed", "failure"),
        ("UserLoginFailed", "failure"),
        ("unsuccessful", "failure"),
        ("0", "failure"),
        ("denied", "failure"),
        ("", ""),
        ("note", ""),
    ],
)
def test_outcomes(words: str, outcome: str) -> None:
    assert outcome_of(words) == outcome


def test_decisions_of_a_service() -> None:
    assert (outcome_of("izin"), outcome_of("tolak"), outcome_of("tambah izin usaha")) == (
        "success",
        "failure",
        "",
    )
