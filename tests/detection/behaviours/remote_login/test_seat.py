"""Accounts at two desks at once, and the honest people who look like them."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.stolen_account.diary import PHONE, WINDOWS
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal
from siaga.intake.rows import Action

DESK, LAB, OTHER = "10.20.1.14", "10.20.5.23", "10.20.5.24"
TEACHER, PUPIL, MATE = "bu.ratna", "fitri", "maya"


class School(Story):
    """A learning platform whose trail names the account of each act."""

    def note(self, when: str | int, action: Action, user: str, client: str, message: str = "") -> None:
        self.tell(when, action, "success", user=user, client=client, application="audit", message=message)

    def look(self, user: str, client: str, *whens: str) -> None:
        for when in whens:
            self.note(when, "read", user, client, "record viewed")

    def weeks(self, agent: str = WINDOWS) -> None:
        """Let everybody work at their places on some days."""
        for day in range(1, 10):
            self.ask(f"{day:02} 02:00", DESK, "POST /login/index.php", 303, agent=agent)
            self.note(f"{day:02} 02:00", "login", TEACHER, DESK)
            self.look(TEACHER, DESK, f"{day:02} 02:01", f"{day:02} 02:05")
            self.note(f"{day:02} 01:00", "login", PUPIL, LAB)
            self.look(PUPIL, LAB, f"{day:02} 01:07")

    def lesson(self, *, back: str = PUPIL) -> None:
        """Let a pupil leave a seat, the teacher's account sign in there, and somebody come back."""
        self.note("10 02:50", "login", PUPIL, LAB)
        self.look(PUPIL, LAB, "10 02:57")
        self.note("10 02:59", "login", TEACHER, LAB)
        self.look(TEACHER, LAB, "10 03:00")
        self.note("10 03:04", "login", back, LAB)
        self.look(back, LAB, "10 03:05")

    def grades(self) -> None:
        for second in (10, 31, 52):
            self.note(f"10 03:01:{second}", "content_change", TEACHER, LAB, "user graded")

    def at_the_desk(self, *whens: str) -> None:
        self.look(TEACHER, DESK, *(whens or ("10 02:55:11", "10 02:57:18", "10 03:00:19", "10 03:03:03")))

    def found(self) -> list[Signal]:
        self.events.sort(key=lambda event: event.time_us)
        return self.signals(BEHAVIOUR)


def _school(agent: str = WINDOWS) -> School:
    school = School()
    school.weeks(agent)
    return school


def test_a_pupil_in_the_teacher_s_account_while_she_works_elsewhere() -> None:
    school = _school()
    school.lesson()
    school.grades()
    school.at_the_desk()
    (signal,) = school.found()
    assert (signal.step, signal.confidence) == ("entered", "likely")
    assert (signal.actor.users, signal.actor.client_ips) == ((TEACHER,), (LAB,))
    assert "at the seat of fitri" in signal.why
    assert "tempat kerja fitri" in signal.why_id
    assert {"login", "login elsewhere", "seat", "act"} == {witness.role for witness in signal.witnesses}


def test_the_teacher_herself_at_a_pupil_s_computer() -> None:
    school = _school()
    school.lesson()
    school.grades()
    assert not school.found()
    school.at_the_desk("10 02:40", "10 02:52", "10 03:09")  # before and afterwards, and nothing meanwhile
    assert not school.found()


def test_a_look_without_a_change() -> None:
    school = _school()
    school.lesson()
    school.at_the_desk()
    assert not school.found()


def test_a_phone_in_the_pocket_goes_on_by_itself() -> None:
    school = _school(PHONE)
    school.lesson()
    school.grades()
    school.at_the_desk()
    assert not school.found()


def test_a_page_that_renews_itself() -> None:
    school = _school()
    school.lesson()
    school.grades()
    school.at_the_desk(
        *(f"10 02:{minute}:30" for minute in (52, 54, 56, 58)), "10 03:00:30", "10 03:02:30", "10 03:04:30"
    )
    assert not school.found()


def test_another_one_comes_after_as_on_any_shared_computer() -> None:
    school = _school()
    school.lesson(back=MATE)
    school.grades()
    school.at_the_desk()
    assert not school.found()


@pytest.mark.parametrize("minute", ["02:58", "03:02"])
def test_a_shared_address_is_nobody_s_seat(minute: str) -> None:
    school = _school()
    school.lesson()
    school.grades()
    school.at_the_desk()
    school.look(MATE, LAB, f"03 {minute}", "03 03:03")
    school.look(PUPIL, LAB, f"03 {minute}:30")
    assert not school.found()


def test_a_desk_where_the_account_never_was_is_not_its_own() -> None:
    school = _school()
    school.lesson()
    school.grades()
    school.ask(clock("10 02:54"), OTHER, "POST /login/index.php", 303, agent=WINDOWS)
    school.look(TEACHER, OTHER, "10 02:55:11", "10 02:57:18", "10 03:00:19", "10 03:03:03")
    assert not school.found()
