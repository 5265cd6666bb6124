"""All applications together: the more particular speaks first, and a front page means nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.applications.meaning import (
    act_of,
    applications_naming,
    is_reset,
    login_of,
    may_mean_something,
    privileged_page_of,
)


@dataclass(frozen=True)
class Asked:
    path: bytes
    query: bytes = b""
    method: bytes = b"GET"
    status: int = 200
    referrer: bytes | None = None


def test_the_more_particular_application_speaks_first() -> None:
    wordpress = login_of(Asked(b"/wp-login.php", method=b"POST"))
    generic = login_of(Asked(b"/login.php", method=b"POST"))
    assert wordpress is not None
    assert generic is not None
    assert (wordpress[0].name, generic[0].name) == ("wordpress", "generic")


def test_a_login_is_no_privileged_page() -> None:
    assert privileged_page_of(Asked(b"/administrator/index.php", method=b"POST")) is None
    page = privileged_page_of(Asked(b"/administrator/index.php", b"option=com_users"))
    assert page is not None
    assert page.name == "joomla"


def test_an_act_needs_an_answer_that_carried_it_out() -> None:
    done = act_of(Asked(b"/wp-admin/user-new.php", method=b"POST", status=302))
    assert done is not None
    assert (done[0].name, done[1].name) == ("wordpress", "add_account")
    assert act_of(Asked(b"/wp-admin/user-new.php", method=b"POST", status=403)) is None
    assert act_of(Asked(b"/wp-admin/user-new.php", status=200)) is None


@pytest.mark.parametrize(
    "path", [b"/wp-login.php", b"/wp-admin/", b"/siteman/auth", b"/penduduk", b"/cpsess123456/x"]
)
def test_paths_that_tell_by_themselves(path: bytes) -> None:
    assert may_mean_something(path)


@pytest.mark.parametrize("path", [b"/", b"/index.php", b"/berita/5", b"/webmail/", b"/a.css", b""])
def test_front_pages_and_others_do_not(path: bytes) -> None:
    assert not may_mean_something(path)


@given(
    path=st.binary(max_size=60), query=st.binary(max_size=60), method=st.sampled_from([b"", b"GET", b"POST"])
)
def test_any_request_can_be_asked_about(path: bytes, query: bytes, method: bytes) -> None:
    asked = Asked(path, query, method)
    if login_of(asked) is not None:
        assert privileged_page_of(asked) is None
    assert act_of(asked) is None or asked.path


def test_a_reset_is_told_from_a_refused_one_by_its_answer() -> None:
    done = Asked(b"/wp-login.php", b"action=resetpass", b"POST", 200)
    refused = Asked(b"/wp-login.php", b"action=resetpass", b"POST", 302)
    assert is_reset(done)
    assert not is_reset(refused)


def test_applications_that_bring_a_script_along_are_named() -> None:
    assert applications_naming(b"/backup/backup.php") == (("moodle", b""),)
    assert applications_naming(b"/belajar/backup/Backup.php") == (("moodle", b"/belajar"),)
    for other in (
        b"/backup/backup.php/x",
        b"/backup/kk.php",
        b"/admin/backup.php",
        b"/uploads/database/unduh/x.php",
    ):
        assert applications_naming(other) == ()
