"""A line's proof is checked step by step, and says which step failed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.acceptance.vault_city import ESCAPE, City

from siaga.vault.errors import ProofError, TamperedError
from siaga.vault.proving.finding import find_line
from siaga.vault.proving.line_check import check_line
from siaga.vault.proving.line_proof import LineProof
from siaga.vault.proving.proving_lines import prove_line


@pytest.fixture
def proof(city: City) -> LineProof:
    return prove_line(city.storage, city.view, find_line(city.view, city.storage, "access.log", 3)[0])


def test_a_proof_says_which_line_it_was(city: City, proof: LineProof) -> None:
    found = check_line(proof, city.view.head.checkpoint, "p")
    assert (found.source, found.line_number, found.line) == ("access.log", 3, ESCAPE)
    assert (found.segment, found.frame, found.number, found.goes_on) == (3, 1, 1, False)


def test_the_step_that_failed_is_named(city: City, proof: LineProof) -> None:
    steps = {
        "from the line to the frame": [
            replace(proof, line=b"other\n"),
            replace(proof, salt=b"x" * 16),
            replace(proof, number=0),
            replace(proof, line_path=proof.line_path[:-1]),
        ],
        "from the frame to the leaf": [
            replace(proof, frame=0),
            replace(proof, record=replace(proof.record, first_line=9)),
            replace(proof, frame_path=()),
        ],
        "from the leaf to the checkpoint": [
            replace(proof, leaf=proof.leaf.replace(b'"lines":4', b'"lines":5'))
        ],
        "salt": [replace(proof, salt=b"")],
        "its checkpoint": [replace(proof, proof=proof.proof.replace(" 4", " 5").replace("\n4\n", "\n5\n"))],
    }
    for step, forgeries in steps.items():
        for forged in forgeries:
            with pytest.raises((ProofError, TamperedError), match=step):
                check_line(forged, city.view.head.checkpoint, "p")


def test_another_kind_of_leaf_seals_nothing(city: City, proof: LineProof) -> None:
    forged = replace(proof, leaf=city.view.entry(0), proof=city.view.proof(0).encode().decode())
    with pytest.raises(TamperedError, match="seals no lines"):
        check_line(forged, city.view.head.checkpoint, "p")
