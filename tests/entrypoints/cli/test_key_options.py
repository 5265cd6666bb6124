"""The options of keys: two ways to a passphrase, neither of which puts it on the command line."""

from __future__ import annotations

import argparse

import pytest

from siaga.entrypoints.cli.key_options import add_keys


@pytest.mark.parametrize("place", ["parser", "group"])
def test_a_folder_and_two_places_of_a_passphrase(place: str) -> None:
    parser = argparse.ArgumentParser()
    add_keys(parser.add_argument_group("keys") if place == "group" else parser)
    assert vars(parser.parse_args([])) == {"keys": None, "passphrase_file": None, "passphrase_env": None}
    asked = parser.parse_args(["--keys", "k", "--passphrase-file", "f", "--passphrase-env", "E"])
    assert (asked.keys, asked.passphrase_file, asked.passphrase_env) == ("k", "f", "E")


def test_a_passphrase_itself_is_not_taken(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    add_keys(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--passphrase", "rahasia"])
    assert "--passphrase" in capsys.readouterr().err
