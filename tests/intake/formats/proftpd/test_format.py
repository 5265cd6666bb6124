"""ProFTPD's log is read with both of its stamps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siaga.intake.formats.proftpd import PROFTPD

Describe = Callable[..., list[Any]]
REST = "srv1 proftpd[7] srv1 (192.0.2.4[192.0.2.4]): USER budi: Login successful."


def test_both_stamps(describe: Describe) -> None:
    new, old = describe(
        PROFTPD,
        f"2024-03-17 01:02:04,123 {REST}",
        f"Mar 17 01:02:04 {REST}",
        modified_at="2024-03-18T00:00:00+00:00",
    )
    assert (new["time"], old["time"]) == ("2024-03-17T01:02:04.123000Z", "2024-03-17T01:02:04Z")
    assert new["user"] == old["user"] == "budi"


def test_other_programs_are_not_proftpd() -> None:
    assert PROFTPD.score([b"Mar 17 01:02:04 srv1 sshd[7]: hello"]) == 0.0
