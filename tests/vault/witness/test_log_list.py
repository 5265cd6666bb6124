"""The list of logs is read strictly, added to, and followed when it changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siaga.vault.errors import VaultUsageError
from siaga.vault.witness.log_list import FILE, LogList, add_logs, parse_log_key, parse_logs

from .conftest import Desk, Log


def test_keys_are_listed_by_origin_each_once(log: Log) -> None:
    newer, other = Log(seed=2), Log(origin="other.example/log", seed=3)
    keys = [log.vkey.text, newer.vkey.text, log.vkey.text, other.vkey.text]
    text = "# ours\n\n" + "".join(f"log {key}\n" for key in keys)
    found = parse_logs(text.encode(), "logs")
    assert found == {log.origin: (log.vkey, newer.vkey), other.origin: (other.vkey,)}


@pytest.mark.parametrize("line", ["log", "logs x", "log nonsense", "witness x", "log a b"])
def test_a_wrong_line_is_named(line: str) -> None:
    with pytest.raises(VaultUsageError, match="line 2"):
        parse_logs(f"# first\n{line}\n".encode(), "logs")


def test_a_witness_s_key_is_no_log_s(desk: Desk) -> None:
    with pytest.raises(VaultUsageError, match="not a log's key"):
        parse_log_key(desk.cosigner.verifier.text, "--log")


def test_keys_are_added_once_and_the_rest_stays(tmp_path: Path, log: Log) -> None:
    (tmp_path / FILE).write_text("# ours")
    for _ in range(2):
        assert add_logs(tmp_path, [log.vkey.text]) == {log.origin: (log.vkey,)}
    assert (tmp_path / FILE).read_text() == f"# ours\nlog {log.vkey.text}\n"
    with pytest.raises(VaultUsageError):
        add_logs(tmp_path, ["nonsense"])
    with pytest.raises(VaultUsageError, match="cannot be changed"):
        add_logs(tmp_path / "none", [log.vkey.text])


def test_a_change_is_followed_and_a_broken_list_changes_nothing(tmp_path: Path, log: Log) -> None:
    add_logs(tmp_path, [])
    logs = LogList(tmp_path)
    assert logs.current() == {}
    add_logs(tmp_path, [log.vkey.text])
    assert logs.current() == {log.origin: (log.vkey,)}
    (tmp_path / FILE).write_text("broken\n")
    os.utime(tmp_path / FILE, ns=(1, 1))
    assert logs.current() == {log.origin: (log.vkey,)}
    assert "line 1" in logs.problem
    (tmp_path / FILE).write_text("# none\n")
    assert (logs.current(), logs.problem) == ({}, "")
    (tmp_path / FILE).unlink()
    assert logs.current() == {}
    assert "cannot be read" in logs.problem
    with pytest.raises(VaultUsageError, match="cannot be read"):
        LogList(tmp_path)
