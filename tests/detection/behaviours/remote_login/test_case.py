"""The case against a login: strangeness alone accuses nobody, strangeness and guesses prove nothing alone."""

from __future__ import annotations

from siaga.detection.behaviours.remote_login.case import NEEDED, SURE, Case


def test_strangeness_alone_is_only_told() -> None:
    case = Case()
    case.odd(SURE, "a far place", "tempat yang jauh")
    assert not case.stands
    assert not case.proven


def test_substance_accuses_and_proof_confirms() -> None:
    case = Case()
    case.odd(NEEDED, "a far place", "tempat yang jauh")
    case.grave(1, "in use from two places", "dipakai dari dua tempat")
    assert case.stands
    case.odd(SURE, "at night", "malam hari")
    assert not case.proven
    case.grave(1, "a script was sent", "skrip dikirim", proof=True)
    assert case.proven


def test_proof_with_few_points_confirms_nothing() -> None:
    case = Case()
    case.grave(NEEDED, "a script was sent", "skrip dikirim", proof=True)
    assert case.stands
    assert not case.proven
