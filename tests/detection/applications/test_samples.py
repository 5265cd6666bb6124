"""Every login, privileged page and act of every application has requests that fit it and that do not."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from time import process_time
from typing import Any, cast

import pytest
import re2

from siaga.detection.applications.application import APPLICATIONS, Act, Application, Pattern, all_applications
from siaga.detection.applications.meaning import act_of, is_reset, is_sign_up, login_of, privileged_page_of

KINDS = ("login", "privileged", "act", "reset", "sign_up")


@dataclass(frozen=True)
class Sample:
    """A request as written down in samples.toml: `METHOD target status [referrer]`."""

    method: bytes
    path: bytes
    query: bytes
    status: int
    referrer: bytes | None

    @classmethod
    def of(cls, text: str) -> Sample:
        method, target, status, *rest = text.encode().split(b" ")
        path, _, query = target.partition(b"?")
        return cls(method, path, query, int(status), rest[0] if rest else None)


def _written_down(name: str) -> dict[str, list[dict[str, list[str]]]]:
    text = (files("siaga.detection.applications") / name / "samples.toml").read_text(encoding="utf-8")
    return cast("dict[str, list[dict[str, list[str]]]]", tomllib.loads(text))


def _patterns(application: Application) -> dict[str, list[Pattern]]:
    return {
        "login": [login.pattern for login in application.logins],
        "privileged": list(application.privileged),
        "act": [act.pattern for act in application.acts],
        "reset": [reset.pattern for reset in application.resets],
        "sign_up": [sign_up.pattern for sign_up in application.sign_ups],
    }


def _fits(application: Application, kind: str, place: int, sample: Sample) -> bool:
    if not _patterns(application)[kind][place].fits(sample):
        return False
    if kind == "reset":
        return sample.status in application.resets[place].statuses
    if kind == "sign_up":
        return sample.status in application.sign_ups[place].statuses
    statuses = application.acts[place].statuses if kind == "act" else ()
    return not statuses or sample.status in statuses


CASES = [
    pytest.param(
        application, kind, place, sample, which == "fits", id=f"{application.name}-{kind}{place}-{sample}"
    )
    for application in all_applications()
    for kind in KINDS
    for place, samples in enumerate(_written_down(application.name).get(kind, []))
    for which in ("fits", "not")
    for sample in samples[which]
]


@pytest.mark.parametrize(("application", "kind", "place", "sample", "expected"), CASES)
def test_samples_fit_or_do_not(
    application: Application,
    kind: str,
    place: int,
    sample: str,
    expected: bool,
) -> None:
    assert _fits(application, kind, place, Sample.of(sample)) is expected


@pytest.mark.parametrize(
    ("application", "kind", "sample"),
    [pytest.param(*(case.values[n] for n in (0, 1, 3)), id=case.id) for case in CASES if case.values[4]],
)
def test_what_fits_means_something_to_all_applications_together(
    application: Application, kind: str, sample: str
) -> None:
    request = Sample.of(sample)
    asked: dict[str, Any] = {
        "login": login_of,
        "privileged": privileged_page_of,
        "act": act_of,
        "reset": lambda move: is_reset(move) or None,
        "sign_up": lambda move: is_sign_up(move) or None,
    }
    assert asked[kind](request) is not None


@pytest.mark.parametrize("name", APPLICATIONS)
def test_no_pattern_is_without_samples_of_both_sorts(name: str) -> None:
    application = next(each for each in all_applications() if each.name == name)
    written = _written_down(name)
    assert set(written) <= set(KINDS)
    for kind, patterns in _patterns(application).items():
        samples = written.get(kind, [])
        assert len(samples) == len(patterns), (
            f"{name}: {kind} has {len(patterns)} patterns, {len(samples)} samples"
        )
        assert all(each["fits"] and each["not"] for each in samples)


def _expressions() -> list[tuple[str, str]]:
    found = []
    for application in all_applications():
        for patterns in _patterns(application).values():
            for pattern in patterns:
                asked = (pattern.path, pattern.query, pattern.not_query, pattern.referrer)
                found += [(application.name, each.pattern) for each in asked if each is not None]
    return sorted(set(found))


@pytest.mark.parametrize(("name", "expression"), _expressions())
def test_patterns_are_linear(name: str, expression: str) -> None:
    """What RE2 takes has no construct that needs backtracking, and Python reads it the same."""
    options = re2.Options()
    options.log_errors = False
    linear = re2.compile(expression, options)
    for case in CASES:
        target = Sample.of(str(case.values[3]))
        for text in (target.path.decode().lower(), target.query.decode().lower()):
            assert bool(linear.search(text)) == bool(re.search(expression, text)), text


@pytest.mark.parametrize("piece", ["a", "-", "/admin", "/a_", "i=1&", "$$$call$$$/", "option=com_users"])
def test_long_hostile_requests_take_no_long_time(piece: str) -> None:
    """A pattern that backtracks would take minutes over 16 KiB."""
    started = process_time()
    long = (piece * (16_384 // len(piece))).encode()
    request = Sample(b"POST", b"/" + long + b"!", long + b"!", 200, long)
    for asked in (login_of, privileged_page_of, act_of):
        asked(request)
    assert process_time() - started < 5


def test_acts_are_told_in_both_languages_and_weighed() -> None:
    acts: list[Act] = [act for application in all_applications() for act in application.acts]
    assert all(act.text_en and act.text_id and act.text_en != act.text_id for act in acts)
    assert {act.weight for act in acts} <= {1, 2, 3}
    assert all(act.statuses for act in acts)
