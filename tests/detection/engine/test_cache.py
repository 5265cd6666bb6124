"""A compiled rule set comes back from the cache as it was, and a bad cache costs nothing but time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from siaga.detection.engine import cache
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet

RULE = """title: t
id: 5b6f5c7e-8a35-4b8d-9a57-0e3e9d2f0c11
logsource: {category: webserver}
detection:
  s: {cs-uri-query|re|i: 'union\\s+select'}
  f: {cs-uri|contains: harmless}
  condition: s and not f
"""
BAD = "title: bad\nlogsource: {category: proxy}\ndetection: {s: {cs-uri: x}, condition: s}\n"
CORRELATION = """title: many
id: 2d3ff1d0-9f3f-4d43-9c3f-2a1c8f6c4d55
correlation:
  type: event_count
  rules: [5b6f5c7e-8a35-4b8d-9a57-0e3e9d2f0c11]
  group-by: [c-ip]
  timespan: 5m
  condition: {gte: 2}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rules = tmp_path / "rules"
    rules.mkdir()
    for name, text in (("a.yml", RULE), ("b.yml", BAD), ("c.yml", CORRELATION)):
        (rules / name).write_text(text)
    return rules


def fires(rule_set: RuleSet) -> list[int]:
    return list(Engine(rule_set).scan_lines([b"/?union+select", b"/?harmless+union+select"]).row)


def test_what_comes_back_is_what_went_in(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "cache"
    first = RuleSet.load([folder], store)
    second = RuleSet.load([folder], store)
    assert fires(first) == fires(second) == [0]
    for name in ("rules", "atoms", "refused", "correlations", "digest", "plan"):
        assert getattr(first, name) == getattr(second, name)
    assert len(list(store.iterdir())) == 1


def test_only_we_may_read_it(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "cache"
    RuleSet.load([folder], store)
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in store.iterdir()] == [0o600]


def test_a_changed_rule_is_compiled_anew(folder: Path, tmp_path: Path) -> None:
    before = RuleSet.load([folder], tmp_path / "cache")
    (folder / "a.yml").write_text(RULE.replace("union", "onion"))
    after = RuleSet.load([folder], tmp_path / "cache")
    assert fires(after) == []
    assert before.digest != after.digest


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "nonsense", "no scanner"])
def test_a_damaged_cache_is_made_anew(folder: Path, tmp_path: Path, damage: str) -> None:
    store = tmp_path / "cache"
    RuleSet.load([folder], store)
    [path] = store.iterdir()
    data = path.read_bytes()
    if damage == "no scanner":
        content = cache.read(store, path.stem)
        assert content is not None
        cache.write(store, path.stem, cache.Content(content.rules, dict.fromkeys(content.scanners, b"junk")))
    else:
        path.write_bytes(
            {
                "empty": b"",
                "cut": data[:-5],
                "flipped": data[:100] + bytes([data[100] ^ 1]) + data[101:],
                "nonsense": b"x" * 1000,
            }[damage]
        )
    assert fires(RuleSet.load([folder], store)) == [0]
    assert path.read_bytes() == data


def test_a_cache_that_cannot_be_written_is_no_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert fires(RuleSet.load([folder], tmp_path / "file" / "cache")) == [0]
    assert fires(RuleSet.load([folder], Path("/proc/nowhere"))) == [0]


def test_old_files_are_dropped(tmp_path: Path) -> None:
    content = cache.Content(RuleSet.load([tmp_path]).loaded(), {})
    for number in range(8):
        cache.write(tmp_path, f"{number}", content)
        os.utime(tmp_path / f"{number}.rules", ns=(number, number))
    assert len(list(tmp_path.glob("*.rules"))) <= 4
    assert cache.read(tmp_path, "7") is not None


def test_the_key_tells_rules_library_and_machine_apart() -> None:
    keys = {cache.key_of(digest, library) for digest in "ab" for library in "xy"}
    assert len(keys) == 4


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"SIAGA_CACHE": "/c"}, "/c"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/siaga"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/h"}, "/h/.cache/siaga"),
    ],
)
def test_where_it_is_kept(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("SIAGA_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cache.default_folder() == Path(expected)


def test_a_warm_start_needs_no_sigma_parser(folder: Path, tmp_path: Path) -> None:
    RuleSet.load([folder], tmp_path / "cache")
    code = (
        "import sys; from pathlib import Path; from siaga.detection.engine.rule_set import RuleSet;"
        f"assert RuleSet.load([Path({str(folder)!r})], Path({str(tmp_path / 'cache')!r})).rules;"
        "print(sorted(m for m in sys.modules if m in ('sigma', 'yaml')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
