"""vsftpd's stamp and process id make its lines."""

from __future__ import annotations

from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.formats.vsftpd import VSFTPD, vsftpd_format
from siaga.intake.formats.vsftpd.format import parse

LINE = b'Mon Mar  4 01:02:03 2013 [pid 7] [budi] OK LOGIN: Client "192.0.2.4"'


def test_a_line() -> None:
    one, two = parse(LINE, NOWHERE), parse(LINE, NOWHERE, 3_600_000_000)
    assert one is not None
    assert two is not None
    assert (one.user, one.action, one.time_us - two.time_us) == ("budi", "login", 3_600_000_000)


def test_xferlog_is_another_format() -> None:
    line = b"Mon Mar  4 01:02:03 2013 1 192.0.2.4 5 /x b _ i r budi ftp 0 * c"
    assert VSFTPD.score([line]) == vsftpd_format().score([line]) == 0.0
