"""Error messages that quote what the database read, and those that only repeat what was sent."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.injection.behaviour import BEHAVIOUR
from siaga.detection.behaviours.injection.spoken import says_what_it_read

BAD = "203.0.113.5"
CONVERSION = "|28|80040e07|Conversion_failed_when_converting_the_nvarchar_value_'{}'_to_data_type_int."
MISMATCH = "|28|800a000d|Type_mismatch:_'CLng'"
SENT = "no=36+and+1=convert(int,{})--"


def _asked(*told: tuple[str, str], status: int = 500) -> Story:
    story = Story()
    for place, (sent, said) in enumerate(told):
        target = f"/perda.asp?{SENT.format(sent)}{said}"
        story.ask(place * 5_000_000, BAD, target, status, 300, families=("sql-injection",))
    return story


def test_values_that_nobody_sent_came_out_of_the_database() -> None:
    story = _asked(
        ("@@version", CONVERSION.format("Server_2012")), ("db_name()", CONVERSION.format("jdih_db"))
    )
    found = says_what_it_read(story.moves(), ())
    assert found is not None
    assert (found.points, found.kind, len(found.lines)) == (5, "bits", 2)
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("exfiltrated", "confirmed")


@pytest.mark.parametrize(
    ("sent", "said", "status"),
    [
        ("'abcdef'", CONVERSION.format("abcdef"), 500),  # only what was sent
        ("1", MISMATCH, 500),
        ("1", "", 500),
        ("@@version", CONVERSION.format("made-up"), 200),  # written by the sender: nothing had failed
        ("1", CONVERSION.format("made-up") + MISMATCH, 500),  # the server's own message is the last
    ],
)
def test_other_errors_give_nothing_away(sent: str, said: str, status: int) -> None:
    assert says_what_it_read(_asked((sent, said), status=status).moves(), ()) is None


def test_a_server_s_error_log_may_say_it() -> None:
    story = _asked(("extractvalue(1,concat(0x7e,user()))", ""))
    message = "PDOException: XPATH syntax error: '~app@localhost~'"
    story.tell(2_000_000, "error", client=BAD, application="php", message=message)
    story.tell(900_000_000, "error", client=BAD, application="php", message=message)
    scene = story.scene()
    found = says_what_it_read(scene.moves, scene.around)
    assert found is not None
    assert (found.points, len(found.errors)) == (3, 1)
