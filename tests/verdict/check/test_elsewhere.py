"""What an executor reads is folded like what we read ourselves: the answer is the same, byte for byte."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from siaga.detection.engine.rule_files import own_rules
from siaga.detection.engine.rule_set import RuleSet
from siaga.foundation.clock import system_clock
from siaga.foundation.errors import SiagaError
from siaga.foundation.executor.local import LocalExecutor
from siaga.intake.deriving.derive import Deriver
from siaga.intake.sealing.planning import plan_sealed
from siaga.intake.sealing.run import seal
from siaga.vault.actions.create import create
from siaga.vault.actions.session import writing
from siaga.vault.keys.ring import KeyRing
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.storage.local import LocalStorage
from siaga.verdict.check.elsewhere import read_elsewhere
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.run import run
from siaga.verdict.report.json_report import to_json

from .logs import intrusion, text, visitors

Lay = Callable[[dict[str, bytes]], None]


@pytest.fixture
def vault(lay: Lay, tmp_path: Path) -> str:
    lay({
        "logs/kota.example/access.log": text(visitors(2), intrusion(1)),
        "logs/dinas.example/access.log": text(visitors(3, 120)),
    })  # fmt: skip
    place = tmp_path / "vault"
    storage = LocalStorage(place)
    ring = KeyRing(tmp_path / "keys", "siaga.example/evidence")
    create(storage, ring, tmp_path / "keys" / "root.pem", "node", system_clock)
    with writing(storage, lambda _: ring, NoWitness(), system_clock) as session:
        seal(session, ["logs"], Deriver(), agent="node", who="test")
    return str(place)


def _own() -> tuple[Path, ...]:
    own = own_rules()
    assert own is not None
    return (own,)


def test_an_executor_gives_the_same_answer(vault: str, own_rule_set: RuleSet) -> None:
    def answer(*inputs: str, **options: Any) -> bytes:
        return to_json(run(CheckOptions(inputs, _own(), **options), own_rule_set))

    alone = answer("logs")
    assert b"/uploads/aduan/kk.php" in alone
    assert answer("logs", executor="local") == alone
    assert answer(vault=vault, executor="local") == alone
    assert answer(vault=vault) == alone


def _read(vault: str, rule_set: RuleSet, receipts: Path) -> tuple[LocalExecutor, list[bytes]]:
    options = CheckOptions((), _own(), vault=vault)
    items = plan_sealed(LocalStorage(Path(vault))).items
    executor = LocalExecutor(1)
    read = read_elsewhere(items, options, rule_set, executor, receipts)
    return executor, [pickle.dumps(result.lines) for _, result in read]


def test_what_was_read_of_a_vault_is_not_read_again(
    vault: str, own_rule_set: RuleSet, tmp_path: Path
) -> None:
    first, lines = _read(vault, own_rule_set, tmp_path / "receipts")
    again, same = _read(vault, own_rule_set, tmp_path / "receipts")
    assert (first.tally.carried_out, first.tally.resumed) == (2, 0)
    assert (again.tally.carried_out, again.tally.resumed) == (0, 2)
    assert lines == same


def test_what_was_out_of_reach_is_asked_for_again(vault: str, own_rule_set: RuleSet, tmp_path: Path) -> None:
    segments = Path(vault) / "segments"
    away = segments.rename(tmp_path / "away")
    first, nothing = _read(vault, own_rule_set, tmp_path / "receipts")
    away.rename(segments)
    again, lines = _read(vault, own_rule_set, tmp_path / "receipts")
    assert (first.tally.carried_out, first.tally.unkept) == (2, 2)
    assert (again.tally.carried_out, again.tally.unkept) == (2, 0)
    assert nothing != lines


def test_a_worker_with_other_rules_concludes_nothing(vault: str, own_rule_set: RuleSet) -> None:
    items = plan_sealed(LocalStorage(Path(vault))).items
    options = CheckOptions((), _own(), vault=vault)
    others = replace(own_rule_set, digest="0" * 64)
    with pytest.raises(SiagaError, match="other rules"):
        list(read_elsewhere(items, options, others, LocalExecutor(1), None))
