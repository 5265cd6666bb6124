"""Syslog lines of three standards come apart into the same parts."""

from __future__ import annotations

import pytest

from siaga.intake.formats.syslog_lines import SyslogLine, SyslogReader
from siaga.intake.rows import NO_TIME

MODIFIED_AT_US = 1_714_532_400_000_000  # 2024-05-01T03:00:00Z
MAY_1_US = 1_714_521_600_000_000  # 2024-05-01T00:00:00Z


@pytest.mark.parametrize(
    "line",
    [
        b"May  1 00:00:00 srv sshd[7]: hello there",
        b"<38>May  1 00:00:00 srv sshd[7]: hello there",
        b"May  1 2024 00:00:00 srv sshd[7]: hello there",
        b"May  1 00:00:00 srv SSHD: hello there",
        b"2024-05-01T07:00:00+07:00 srv sshd[7]: hello there",
        b"2024-05-01T00:00:00.000Z srv sshd: hello there",
        b'<38>1 2024-05-01T00:00:00Z srv sshd 7 ID [a b="]\\""][c d="e"] hello there',
        b"<38>1 2024-05-01T00:00:00Z srv sshd - - - \xef\xbb\xbfhello there",
    ],
)
def test_the_same_line_in_every_style(line: bytes) -> None:
    assert SyslogReader(MODIFIED_AT_US).take(line) == SyslogLine(MAY_1_US, b"srv", "sshd", b"hello there")


def test_a_line_without_a_tag_keeps_its_message() -> None:
    found = SyslogReader(MODIFIED_AT_US).take(b"May  1 00:00:00 srv last message repeated 2 times")
    assert found == SyslogLine(MAY_1_US, b"srv", "", b"last message repeated 2 times")


def test_rfc_5424_may_leave_everything_out() -> None:
    assert SyslogReader(None).take(b"<38>1 - - - - - -") == SyslogLine(NO_TIME, b"", "", b"")


@pytest.mark.parametrize(
    "line", [b"", b"hello", b"Xxx  1 00:00:00 a b: c", b"May 41 00:00:00 a b: c", b"May  1 00:00"]
)
def test_what_is_no_syslog_line_is_none(line: bytes) -> None:
    assert SyslogReader(MODIFIED_AT_US).take(line) is None
