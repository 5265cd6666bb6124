"""Sets and their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.arrange import arrange


def _order(*names: str) -> list[str]:
    arrangement = arrange(names)
    return [names[index] for index in arrangement.sequence]


def test_each_set_oldest_first_sets_in_order_of_appearance() -> None:
    names = ("b/access.log", "b/access.log.1", "b/error.log", "b/access.log.10.gz", "a/access.log")
    assert _order(*names) == [
        "b/access.log.10.gz",
        "b/access.log.1",
        "b/access.log",
        "b/error.log",
        "a/access.log",
    ]
    files = arrange(names).files
    assert [(file.name, file.source, file.order) for file in files] == [
        ("b/access.log", "b/access.log", 2),
        ("b/access.log.1", "b/access.log", 1),
        ("b/error.log", "b/error.log", 0),
        ("b/access.log.10.gz", "b/access.log", 0),
        ("a/access.log", "a/access.log", 0),
    ]


def test_one_folder_in_several_spellings_is_one() -> None:
    files = arrange(["./logs/a.log", "logs/x/../a.log.1", "logs//a.log.2"]).files
    assert {file.source for file in files} == {"logs/a.log"}
    assert {file.source for file in arrange(["./a.log", "a.log.1"]).files} == {"a.log"}
    assert arrange(["/a.log"]).files[0].source == "/a.log"


def test_members_make_sets_inside_their_archive_only() -> None:
    files = arrange(
        ["l.tar!v/a.log", "l.tar!v/a.log.1", "l.tar!w/a.log", "v/a.log", "./l.tar!v/a.log.2"]
    ).files
    assert [file.source for file in files] == [
        "l.tar!v/a.log",
        "l.tar!v/a.log",
        "l.tar!w/a.log",
        "v/a.log",
        "l.tar!v/a.log",
    ]


def test_missing_files_are_reported() -> None:
    assert [hole.what for hole in arrange(["a.log.1", "a.log.3", "b.log"]).missing] == ["a.log.2"]


def test_known_first_times_come_before_names() -> None:
    times = {"a.log.1": 30, "a.log.2": 10, "a.log": 20}
    assert [file.order for file in arrange(["a.log", "a.log.1", "a.log.2"], times.get).files] == [1, 2, 0]
    del times["a.log"]
    assert [file.order for file in arrange(["a.log", "a.log.1", "a.log.2"], times.get).files] == [2, 1, 0]


NAMES = st.lists(
    st.text("ab./!12-", min_size=1, max_size=12) | st.from_regex(r"\A[ab]\.log(\.[0-9])?\Z"), max_size=12
)


@given(NAMES)
def test_every_name_has_its_place_whatever_the_order_given(names: list[str]) -> None:
    arrangement = arrange(names)
    assert sorted(arrangement.sequence) == list(range(len(names)))
    assert [file.name for file in arrangement.files] == names
    places = [(file.source, file.order) for file in arrangement.files]
    assert len(set(places)) == len(places)
    again = arrange(names[::-1])
    unique = [name for name in names if names.count(name) == 1]
    backwards = dict(zip(names[::-1], again.files, strict=True))
    forwards = dict(zip(names, arrangement.files, strict=True))
    assert [forwards[name].source for name in unique] == [backwards[name].source for name in unique]
    if len(unique) == len(names):
        assert forwards == backwards
