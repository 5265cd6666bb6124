"""The tree of errors: what a caller catches, what a person reads, and which exit status it has."""

from __future__ import annotations

import pytest

from siaga.foundation.errors import SiagaError, UsageError
from siaga.vault import errors
from siaga.vault.errors import (
    ConflictError,
    HistoryError,
    KeyFileError,
    MissingError,
    NoteError,
    ProofError,
    StorageError,
    TamperedError,
    UnreachableError,
    VaultError,
    VaultUsageError,
)

LEAVES: dict[type[VaultError], type[VaultError]] = {
    MissingError: StorageError,
    ConflictError: StorageError,
    UnreachableError: StorageError,
    ProofError: TamperedError,
    NoteError: TamperedError,
    HistoryError: VaultError,
    KeyFileError: VaultError,
    VaultUsageError: VaultError,
}


@pytest.mark.parametrize("leaf", LEAVES)
def test_place_and_reason_are_told_and_kept(leaf: type[VaultError]) -> None:
    error = leaf("log/checkpoint", "not there")
    assert (error.place, error.reason) == ("log/checkpoint", "not there")
    assert str(error) == "log/checkpoint: not there"
    assert isinstance(error, SiagaError)


@pytest.mark.parametrize(("leaf", "branch"), LEAVES.items())
def test_every_leaf_hangs_on_its_branch_alone(leaf: type[VaultError], branch: type[VaultError]) -> None:
    assert issubclass(leaf, branch)
    assert not any(issubclass(leaf, other) for other in {StorageError, TamperedError} - {branch})


def test_only_wrong_use_is_the_user_s_to_mend() -> None:
    mendable = {leaf.__name__ for leaf in LEAVES if issubclass(leaf, UsageError)}
    assert mendable == {VaultUsageError.__name__}


def test_the_tree_in_the_module_s_head_names_them_all() -> None:
    named = {word for word in str(errors.__doc__).split() if word.endswith("Error")}
    found = {
        name
        for name, each in vars(errors).items()
        if isinstance(each, type) and each.__module__ == errors.__name__
    }
    assert named == found
