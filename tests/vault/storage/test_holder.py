"""Who holds a lock, and whether he still lives."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.storage.holder import Holder


def test_we_are_not_gone() -> None:
    ours = Holder.ours()
    assert not ours.is_gone()
    assert ours.started > 0
    assert Holder.parse(ours.encode()) == ours
    assert str(ours.process) in str(ours)


def test_a_dead_process_is_gone_and_so_is_one_before_the_boot() -> None:
    ours = replace(Holder.ours(), machine=Holder.ours().machine or "unknown")
    known = bool(Holder.ours().machine)
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert replace(ours, process=process.pid).is_gone() is known
    assert replace(ours, boot="another").is_gone() is known
    assert replace(ours, started=ours.started + 1).is_gone() is known  # the number went to another process


def test_in_doubt_a_holder_lives() -> None:
    ours = replace(Holder.ours(), boot="another")
    assert not replace(ours, host="elsewhere").is_gone()
    assert not replace(ours, machine="another").is_gone()
    assert not replace(ours, machine="").is_gone()


@pytest.mark.parametrize(
    "data",
    [b"", b"a\nb\nc\n", b"a\nb\nc\nx\n1\n", b"a\nb\nc\n1\n\xc2\xb2\n", b"a\nb\nc\n1\n2\n3\n"],
)
def test_other_texts_are_no_holder(data: bytes) -> None:
    assert Holder.parse(data) is None


@given(st.binary(max_size=60))
def test_any_bytes_are_read(data: bytes) -> None:
    found = Holder.parse(data)
    assert found is None or isinstance(found.process, int)
