"""All acts are on the menu, each with its own help, and none runs unasked."""

from __future__ import annotations

import pytest

from siaga.entrypoints.cli.vault.group import ALL_ACTS

from .conftest import Siaga


def test_the_menu_names_every_act_once(siaga: Siaga) -> None:
    said = siaga("vault", "--help")
    assert said.status == 0
    listed = [line.split()[0] for line in said.out.splitlines() if line.startswith("    ") and line[4] != " "]
    assert [name for name in listed if name != "ACT"] == list(ALL_ACTS)
    assert len(set(ALL_ACTS)) == len(ALL_ACTS)


@pytest.mark.parametrize("name", ALL_ACTS)
def test_every_act_explains_itself(siaga: Siaga, name: str) -> None:
    said = siaga("vault", name, "--help")
    assert said.status == 0
    assert said.out.startswith(f"usage: siaga vault {name}")


@pytest.mark.parametrize("arguments", [(), ("guess",), ("keys",), ("witness",), ("keys", "guess")])
def test_an_act_that_is_none_is_wrong_use(siaga: Siaga, arguments: tuple[str, ...]) -> None:
    said = siaga("vault", *arguments)
    assert said.status == 2
    assert said.out == ""
    assert "usage: siaga vault" in said.err
