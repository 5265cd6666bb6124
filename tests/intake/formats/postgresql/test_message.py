"""What PostgreSQL's messages mean."""

from __future__ import annotations

import pytest

from siaga.intake.formats.postgresql.message import understand
from siaga.intake.rows import Event


@pytest.mark.parametrize(
    ("level", "message", "action", "outcome", "what"),
    [
        ("FATAL", 'password authentication failed for user "budi"', "login", "failure", ""),
        (
            "FATAL",
            'no pg_hba.conf entry for host "192.0.2.4", user "budi", database "x"',
            "login",
            "failure",
            "",
        ),
        ("FATAL", "terminating connection due to administrator command", "error", "", ""),
        ("LOG", "statement: COPY t FROM PROGRAM 'id';", "privileged", "success", "id"),
        ("LOG", "statement: CREATE ROLE tamu SUPERUSER;", "account_change", "success", "tamu"),
        ("LOG", "statement: ALTER USER budi PASSWORD 'x';", "password_change", "success", "budi"),
        (
            "LOG",
            "duration: 3.1 ms  statement: COPY public.warga TO stdout;",
            "export",
            "success",
            "public.warga",
        ),
        ("LOG", "duration: 3.1 ms  statement: SELECT program FROM copy", "other", "", ""),
        ("STATEMENT", "CREATE ROLE tamu SUPERUSER", "other", "", ""),
        ("LOG", "checkpoint complete", "other", "", ""),
    ],
)
def test_messages(level: str, message: str, action: str, outcome: str, what: str) -> None:
    event = Event(1, 0, 0, 0, "postgresql", "other")
    understand(event, level, message)
    assert (event.action, event.outcome, event.object) == (action, outcome, what)
