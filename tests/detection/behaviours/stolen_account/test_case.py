"""What an accusation needs."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import BAD, LINUX, Diary

from siaga.detection.behaviours.stolen_account.case import NEEDED, SURE, Case
from siaga.detection.behaviours.stolen_account.history import History
from siaga.detection.behaviours.stolen_account.misuse import Misuse
from siaga.detection.behaviours.stolen_account.resets import Reset
from siaga.detection.behaviours.stolen_account.stay import Stay


def _stay(**detail: str) -> Stay:
    diary = Diary()
    diary.note("04 04:10", "login", "budi", BAD, LINUX, **detail)
    return diary.stays("budi")[0]


def _known() -> History:
    diary = Diary()
    diary.work(range(1, 4), "budi", device="d-1", country="ID")
    history = History()
    for stay in diary.stays("budi"):
        history.learn(stay)
    return history


def test_a_way_in_alone_or_a_misuse_alone_accuses_nobody() -> None:
    stay = _stay()
    way_in, misuse = Case(), Case()
    way_in.weigh_replay([stay.uses[0], stay.uses[0]])
    way_in.weigh_missing_login(stay.uses)
    misuse.weigh_misuse([Misuse(NEEDED, "a", "b", stay.uses)])
    assert way_in.suspicion.points >= NEEDED
    assert not way_in.stands
    assert not misuse.stands
    way_in.weigh_misuse([Misuse(SURE, "a", "b", stay.uses)])
    assert way_in.proven


def test_places_and_enrolment() -> None:
    case = Case()
    case.weigh_place(_stay(country="NG"), _known())
    assert (case.suspicion.points, case.stolen) == (2, False)
    case.weigh_enrolment(_stay(), _known())
    assert (case.suspicion.points, case.stolen) == (4, True)
    enrolled = Case()
    enrolled.weigh_enrolment(_stay(device="d-2"), _known())
    enrolled.weigh_place(_stay(), History())
    assert enrolled.suspicion.points == 0


def test_resets() -> None:
    diary = Diary()
    diary.note("04 04:06", "password_change", "budi", BAD, "")
    (seen,) = diary.scene().happenings
    plain, forgotten, several = Case(), Case(), Case()
    plain.weigh_reset(Reset([seen]), forgotten=False, locked_out=True)
    assert plain.suspicion.points == 4
    forgotten.weigh_reset(Reset([seen]), forgotten=True, locked_out=True)
    assert forgotten.suspicion.points == 0
    several.weigh_reset(Reset([seen], [seen]), forgotten=True, locked_out=False)
    assert several.suspicion.points == 5


def test_a_night_in_which_letters_were_searched() -> None:
    case = Case()
    case.weigh_interlude(_stay().uses)
    assert (case.suspicion.points, case.stolen, case.stands) == (2, True, False)


def test_nothing_to_weigh() -> None:
    case = Case()
    case.weigh_replay([])
    case.weigh_missing_login([])
    case.weigh_interlude([])
    case.weigh_misuse([])
    assert (case.suspicion.points, case.stolen, case.misused) == (0, False, False)
