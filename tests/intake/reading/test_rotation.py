"""Names of rotated files as programs and panels write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.intake.reading.rotation import Rotation, rotation_of


@pytest.mark.parametrize(
    ("name", "rotation"),
    [
        ("access.log", Rotation("access.log")),
        ("access.log.gz", Rotation("access.log")),
        ("access.log.1", Rotation("access.log", (), 1)),
        ("access.log.2.gz", Rotation("access.log", (), 2)),
        ("access.log.14.XZ", Rotation("access.log", (), 14)),
        ("access.1.log", Rotation("access.log", (), 1)),
        ("error.log.old", Rotation("error.log", (), 1)),
        ("access.log-20240601", Rotation("access.log", (2024, 6, 1))),
        ("access_log-20240601.gz", Rotation("access_log", (2024, 6, 1))),
        ("access.2024-06-01.log", Rotation("access.log", (2024, 6, 1))),
        ("access_20240601.log", Rotation("access.log", (2024, 6, 1))),
        ("2024-06-01-access.log", Rotation("access.log", (2024, 6, 1))),
        ("access.log.2024-06-01T13", Rotation("access.log", (2024, 6, 1, 13))),
        ("access.log-2024060113.gz", Rotation("access.log", (2024, 6, 1, 13))),
        ("access.log-20240601-131500", Rotation("access.log", (2024, 6, 1, 13, 15, 0))),
        ("localhost_access_log.2024-06-01.txt", Rotation("localhost_access_log.txt", (2024, 6, 1))),
        ("error.log.2024_06_01.02", Rotation("error.log", (2024, 6, 1), 2)),
        ("app.2024-06-01.1.log.gz", Rotation("app.log", (2024, 6, 1), 1)),
        ("u_ex240601.log", Rotation("u_ex.log", (2024, 6, 1))),
        ("u_ex24060113.log", Rotation("u_ex.log", (2024, 6, 1, 13))),
        ("u_ex2406.log", Rotation("u_ex.log", (2024, 6))),
        ("u_ex240601_x.log", Rotation("u_ex_x.log", (2024, 6, 1))),
        ("access.log.1717200000", Rotation("access.log", (2024, 6, 1, 0, 0, 0))),
        ("access.log.1717200000123", Rotation("access.log", (2024, 6, 1, 0, 0, 0))),
        ("ssl_access_log-Jun-2024.gz", Rotation("ssl_access_log", (2024, 6))),
        ("dinas.go.id-ssl_log-Jun-2024.gz", Rotation("dinas.go.id-ssl_log", (2024, 6))),
        ("access_log-01-Jun-2024", Rotation("access_log", (2024, 6, 1))),
        ("access-2024-06.log", Rotation("access.log", (2024, 6))),
        # not rotations
        ("10.0.0.1", Rotation("10.0.0.1")),
        ("10.0.0.1.log", Rotation("10.0.0.1.log")),
        ("10.0.0.1.log.3", Rotation("10.0.0.1.log", (), 3)),
        ("php7.4-fpm.log", Rotation("php7.4-fpm.log")),
        ("access.log-20241399", Rotation("access.log-20241399")),
        ("u_ex241399.log", Rotation("u_ex241399.log")),
        ("dinas2024.go.id.log", Rotation("dinas2024.go.id.log")),
        ("20240601", Rotation("20240601")),
        (".gz", Rotation(".gz")),
    ],
)
def test_names(name: str, rotation: Rotation) -> None:
    assert rotation_of(name) == rotation


def test_from_the_oldest_to_the_current() -> None:
    names = [  # in the order expected
        "a.log-20240601",
        "a.log-20240602.1",
        "a.log-20240602.2",
        "a.log.10.gz",
        "a.log.2.gz",
        "a.log.1",
        "a.log",
    ]
    assert sorted(sorted(names), key=lambda name: rotation_of(name).key) == names


@given(st.text("ab0123456789-_.TJun", max_size=40))
def test_any_name_is_read(name: str) -> None:
    rotation = rotation_of(name)
    assert rotation.set_name or not name
    assert rotation.key


@settings(max_examples=15)
@given(st.text("0123456789.-_", min_size=2000, max_size=4000))
def test_long_names_are_read_in_time(name: str) -> None:
    assert len(rotation_of(name).set_name) <= len(name)
