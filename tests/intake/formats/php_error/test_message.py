"""PHP's messages name the script, wherever they stand."""

from __future__ import annotations

import pytest

from siaga.intake.formats.php_error.message import is_continued, php_message, tool_output
from siaga.intake.rows import Event


def event() -> Event:
    return Event(1, 0, 0, 0, "x", "error")


@pytest.mark.parametrize(
    ("message", "path", "line"),
    [
        ("PHP Warning:  x in /var/www/a.php on line 12", "/var/www/a.php", "12"),
        ("PHP Warning: include(): x in y in /var/www/a b.php on line 12", "/var/www/a b.php", "12"),
        ("PHP Fatal error:  Uncaught Error: x in /var/www/b.php:33", "/var/www/b.php", "33"),
        ("PHP Parse error:  x in C:\\web\\a.php on line 1", "C:\\web\\a.php", "1"),
        (
            "a: PHP Notice:  x in /a.php on line 2PHP message: PHP Notice:  y in /b.php on line 3",
            "/a.php",
            "2",
        ),
    ],
)
def test_script_and_line(message: str, path: str, line: str) -> None:
    said = event()
    assert php_message(said, message)
    assert (said.application, said.object, said.detail["line"]) == ("php", path, line)
    assert "evaluated" not in said.detail


def test_evaluated_code_is_told() -> None:
    said = event()
    php_message(said, "PHP Parse error:  x in /var/www/up/x.php(3) : eval()'d code on line 1")
    assert (said.object, said.detail["line"], said.detail["evaluated"]) == ("/var/www/up/x.php", "3", "yes")


def test_no_script_is_named_where_there_is_none() -> None:
    said = event()
    assert php_message(said, "PHP Warning:  Module x in Unknown on line 0")
    assert said.object == ""


def test_other_messages_are_left_alone() -> None:
    said = event()
    assert not php_message(said, "File does not exist")
    assert not tool_output(said, "File does not exist")
    assert said == event()


def test_stack_traces_go_on() -> None:
    assert all(
        map(is_continued, ("Stack trace:", "#0 {main}", "  thrown in /a.php on line 3", "PHP Stack trace:"))
    )
    assert not is_continued("hello")
