"""Commands that no upkeep needs: covering tracks, and leaving a way back in."""

from __future__ import annotations

import re

_COVERING = re.compile(
    # Old, rotated logs are thrown away by anybody whose disk is full; those in use are not.
    r"(?:\bshred\b|\btruncate\b|\brm\b)[^;&|]{0,80}/var/log/(?:[a-z0-9]{1,20}/)?"
    r"(?:auth|secure|wtmp|btmp|lastlog|audit|syslog|messages|access)[a-z_]{0,12}(?:\.log)?(?:\s|$)|journalctl[^;&|]{0,40}--vacuum-(?:time|size)=(?:0|1)[a-z]{0,3}\b|"
    r"systemctl[^;&|]{0,20} (?:stop|disable|mask)[^;&|]{0,20} (?:rsyslog|auditd|systemd-journald|wazuh-agent|fail2ban)|"
    r"service (?:rsyslog|auditd|wazuh-agent) stop|\bunset HISTFILE|\bhistory -c|\bwipe\b[^;&|]{0,40}(?:wtmp|lastlog)"
)
_RETURNING = re.compile(
    r"authorized_keys|\bchattr \+i|/etc/ld\.so\.preload|/dev/tcp/|\bnc\b[^;&|]{0,40} -[a-z]{0,4}e|"
    r"\b(?:curl|wget)\b[^;&]{0,200}\| ?(?:ba|da|z)?sh\b|(?:/tmp|/dev/shm|/var/tmp)/\.[a-z]"
)


def harmful(command: str) -> bool:
    """Say whether a command covers tracks or leaves a way back in."""
    return bool(_COVERING.search(command) or _RETURNING.search(command))
