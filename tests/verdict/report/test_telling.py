"""Of many witnesses those are shown that tell different things."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.findings.shape import Witness
from siaga.verdict.report.telling import telling

LINES = st.lists(
    st.tuples(
        st.sampled_from(["login", "attack", "reply"]), st.sampled_from(["/a?n=1", "/a?n=22", "/b", "/c"])
    ),
    max_size=20,
)


def _witnesses(lines: list[tuple[str, str]]) -> list[Witness]:
    return [
        Witness("a.log", number, 0, "0" * 64, text, role, number, ((0, len(text)),))
        for number, (role, text) in enumerate(lines, 1)
    ]


@given(lines=LINES, limit=st.integers(3, 8))
def test_every_role_is_shown_and_the_order_stays(lines: list[tuple[str, str]], limit: int) -> None:
    seen = telling(_witnesses(lines), limit)
    assert len(seen) == min(limit, len(lines))
    assert {witness.role for witness in seen} == {role for role, _ in lines}
    assert [witness.line_no for witness in seen] == sorted(witness.line_no for witness in seen)


def test_lines_alike_give_way_to_others() -> None:
    lines = [("attack", f"/a?n={n}") for n in range(10)] + [("attack", "/b"), ("attack", "/c")]
    assert [witness.text for witness in telling(_witnesses(lines), 3)] == ["/a?n=0", "/b", "/c"]


def test_few_lines_are_all_shown() -> None:
    few = _witnesses([("attack", "/a")] * 3)
    assert telling(few, 3) == tuple(few)
