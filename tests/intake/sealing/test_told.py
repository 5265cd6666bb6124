"""What a run of sealing had to tell stands in the log, however much it is."""

from __future__ import annotations

from tests.intake.conftest import Sealing

from siaga.intake.reading.note import Note
from siaga.intake.sealing.told import NOTE, RUN, SEALED, tell_sealed
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.log.reading import LogView


def _acts(sealing: Sealing) -> list[ActionLeaf]:
    leaves = [leaf for _, leaf in LogView.newest(sealing.storage).leaves(ActionLeaf.KIND)]
    return [leaf for leaf in leaves if isinstance(leaf, ActionLeaf) and leaf.what == SEALED]


def test_who_what_and_what_could_not_be_read(sealing: Sealing) -> None:
    tell_sealed(sealing.session, "budi", ["logs"], "run7", [3, 4], [Note("a.log", "damaged", "gzip\tx")])
    (act,) = _acts(sealing)
    assert act.who == "budi"
    assert [(each.name, each.value) for each in act.details] == [
        (RUN, "run7"), ("segments", "3 4"), ("input", "logs"), (NOTE, "damaged\ta.log\tgzip\tx"),
    ]  # fmt: skip


def test_many_notes_take_several_leaves_each_of_that_run(sealing: Sealing) -> None:
    notes = [Note(f"{number}\udcff\n{'é' * 300}", "no_permission") for number in range(400)]
    tell_sealed(sealing.session, "budi", ["logs"], "run7", [], notes)
    acts = _acts(sealing)
    assert len(acts) > 1
    assert {(act.details[0].name, act.details[0].value) for act in acts} == {(RUN, "run7")}
    told = [each.value for act in acts for each in act.details if each.name == NOTE]
    assert told == [f"no_permission\t{number}\\xff\n{'é' * 300}\t" for number in range(400)]


def test_a_name_without_end_is_cut(sealing: Sealing) -> None:
    tell_sealed(sealing.session, "budi", ["x" * 100_000], "run7", [], [])
    (act,) = _acts(sealing)
    assert act.details[2].value == "x" * 4096
