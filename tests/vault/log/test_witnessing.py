"""A log without witnesses asks nobody, and its checkpoint says so."""

from __future__ import annotations

from siaga.vault.log.witnessing import NoWitness

from .conftest import Desk


def test_without_a_witness_a_checkpoint_has_the_log_s_signature_alone(desk: Desk) -> None:
    head = desk.view.head
    assert NoWitness().cosign(head.note, desk.view.hashes) is head.note
    assert len(head.note.signatures) == 1


def test_without_a_witness_nobody_knows_better(desk: Desk) -> None:
    NoWitness().compare(desk.view.head.checkpoint, desk.view.hashes)
