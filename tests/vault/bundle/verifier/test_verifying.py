"""The steps over lines and segments, and the command's times."""

from __future__ import annotations

import pytest
from tests.acceptance.vault_city import City, outside

from siaga.vault.actions.export import Bundle
from siaga.vault.bundle.verifier import verifying
from siaga.vault.bundle.verifier.verifying import lines_root, main, moment
from siaga.vault.segments.lines import lines_root as own_lines_root


@pytest.mark.parametrize("raw", [b"a\nb\n", b"a\nb", b"\n", b"\n\n", b"a", b"a\n\nb"])
def test_the_line_tree_is_the_vaults(raw: bytes) -> None:
    count, root = own_lines_root(raw, b"s" * 32, 3)
    assert count
    assert lines_root(raw, (b"s" * 32).hex(), 3) == root.hex()


@pytest.mark.parametrize(("text", "seconds"), [("1970-01-02", 86_400), ("1970-01-01T00:01:00Z", 60)])
def test_times_are_utc(text: str, seconds: int) -> None:
    assert moment(text) == seconds


def test_the_command_says_and_returns_the_same(
    city: City, bundle: Bundle, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(bundle.zip), *outside(city)]) == 0
    assert "segment 3: as it was sealed" in capsys.readouterr().out


def test_what_was_not_unpacked_is_told(
    city: City, bundle: Bundle, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "unpacked", lambda *_: None)
    assert main([str(bundle.zip), *outside(city)]) == 0
    assert "not unpacked" in capsys.readouterr().out


def test_usage_is_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
