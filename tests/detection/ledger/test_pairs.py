"""Pairs of host and name number what rows hold, and nothing else."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.pairs import hosts_of, local, local_paths, pairs
from siaga.intake.rows import Coded, encode

from .traffic import Visit, traffic

ROWS = st.lists(
    st.tuples(st.sampled_from([b"a", b"b", b"c", None]), st.sampled_from([b"/", b"/x", b"-", b"/y"])),
    min_size=1,
    max_size=20,
)


@given(rows=ROWS)
def test_every_row_has_the_pair_of_its_host_and_name(rows: list[tuple[bytes | None, bytes]]) -> None:
    block = traffic([Visit()] * len(rows)).rows
    block.host = encode([host for host, _ in rows])
    hosts, host_of = hosts_of(block)
    made = pairs(host_of, len(hosts), *local(encode([name for _, name in rows])))
    found = [(hosts[made.owner[at]], made.names[made.name[at]]) for at in made.of_row.tolist()]
    assert found == rows
    assert len(made) == len(set(rows))
    assert made.texts(np.arange(len(made))) == [made.names[at] for at in made.name.tolist()]


def test_values_that_no_row_has_are_left_out() -> None:
    values, of_row = local(Coded(np.array([2, -1, 2], np.int32), [b"never", b"nor", b"yes"]))
    assert [values[at] for at in of_row.tolist()] == [b"yes", b"-", b"yes"]
    assert set(values) == {b"yes", b"-"}


def test_a_log_without_host_names_has_one_nameless_host() -> None:
    hosts, host_of = hosts_of(traffic([Visit(), Visit()]).rows)
    assert (hosts, host_of.tolist()) == ([None], [0, 0])


def test_local_paths_join_targets_that_differ_in_their_query() -> None:
    target = encode([b"/a?x=1", b"/b", b"/a?x=2", None, b"/a"])
    paths, local = local_paths(target)
    assert [paths[place] for place in local] == [b"/a", b"/b", b"/a", b"-", b"/a"]
    assert len(paths) == len(set(paths))
