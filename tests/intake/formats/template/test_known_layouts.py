"""Known layouts are chosen for what sets them apart, and leave plain combined alone."""

from __future__ import annotations

import pytest

from siaga.intake.formats.combined import COMBINED
from siaga.intake.formats.template.known_layouts import FRONT_LAYOUTS, KNOWN_LAYOUTS, LAYOUTS

PLAIN = b'192.0.2.1 - - [06/Feb/2009:12:14:14 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl/8"'


def test_names_are_those_of_the_list() -> None:
    assert sorted(form.name for form in (*FRONT_LAYOUTS, *KNOWN_LAYOUTS)) == sorted(LAYOUTS)


def test_layouts_that_differ_in_front_want_a_sign_of_it() -> None:
    assert max(form.score([PLAIN]) for form in FRONT_LAYOUTS) == 0.0
    assert max(form.score([b"198.51.100.7, " + PLAIN, PLAIN]) for form in FRONT_LAYOUTS) == 1.0


@pytest.mark.parametrize("tail", [b"", b" 0.123", b' "-"', b" 12 34", b" 0.100 0.200 .", b' "hello there"'])
def test_what_combined_reads_in_full_is_left_to_it(tail: bytes) -> None:
    assert max(form.score([PLAIN + tail]) for form in KNOWN_LAYOUTS) < COMBINED.score([PLAIN + tail])


def test_hostile_lines_do_not_take_the_file_away_from_its_layout() -> None:
    lines = [PLAIN + b' "198.51.100.7"'] * 8 + [PLAIN + b' "\' or 1=1"', PLAIN + b' "cut', PLAIN]
    scores = {form.name: form.score(lines) for form in KNOWN_LAYOUTS}
    assert max(scores.values()) == scores["nginx-forwarded"]
    assert scores["nginx-forwarded"] >= COMBINED.score(lines)
