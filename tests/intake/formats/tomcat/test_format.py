"""Tomcat's own log: stamped lines, exceptions that go on below them, and what a process printed."""

from __future__ import annotations

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.tomcat import TOMCAT

STAMP = b"21-Jul-2025 05:45:21.791 "
LINES = (
    STAMP + b"SEVERE [exec-3] org.a.B.invoke Servlet threw exception",
    b"java.lang.IllegalStateException: no context",
    b"\tat org.a.B.service(B.java:331)",
    b"Caused by: java.io.IOException: gone",
    b"uid=101(tomcat) gid=101(tomcat) groups=101(tomcat)",
    STAMP + b"INFO [main] org.a.HostConfig.deployWAR Deploying web application archive [/srv/webapps/a.war]",
)


def test_an_exception_is_no_output_of_a_process() -> None:
    reading = TOMCAT.reader().read(Block(LogFile("c", "c"), b"\n".join(LINES), 0, 1))
    assert [event.action for event in reading.events] == [
        "error",
        "other",
        "other",
        "other",
        "output",
        "other",
    ]
    assert len({event.time_us for event in reading.events}) == 1
    assert reading.events[-1].object == "/srv/webapps/a.war"


def test_lines_before_any_stamp_are_not_read() -> None:
    reading = TOMCAT.reader().read(Block(LogFile("c", "c"), b"\tat org.a.B.service(B.java:331)\nx", 0, 1))
    assert len(reading.unparsed) == 2


def test_only_its_stamps_speak_for_it() -> None:
    assert TOMCAT.score([LINES[2], LINES[3]]) == 0.0
    assert TOMCAT.score(LINES[:3]) == 1.0
