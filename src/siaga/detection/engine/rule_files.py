"""Finds and reads the files of a rule folder; what can't be read is kept with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from siaga.detection.engine.rule import Refused

RuleFile = tuple[str, str]
"""The name of a rule file, relative to its folder, and its text."""

MAX_FILE_BYTES = 1024 * 1024


def own_rules() -> Path | None:
    """Return the folder of the rules that come with Siaga: the installed package, or the source tree."""
    spec = find_spec("siaga_rules")
    if spec is not None and spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    root = Path(__file__).resolve().parents[4]
    own_tree = (root / "pyproject.toml").is_file() and (root / "src" / "siaga").is_dir()
    return root / "rules" if own_tree and (root / "rules").is_dir() else None


def rule_files(folders: Sequence[Path]) -> tuple[list[RuleFile], list[Refused]]:
    """Read all `*.yml` and `*.yaml` of the folders (or single files), in the order of their names."""
    files: list[RuleFile] = []
    refused: list[Refused] = []
    for place in folders:
        single = place.is_file()
        folder = place.parent if single else place
        if not folder.is_dir():
            refused.append(Refused(place.name, "", "there is no such folder"))
            continue
        found = (
            [place] if single else sorted(p for p in folder.rglob("*.y*ml") if p.suffix in (".yml", ".yaml"))
        )
        for path in found:
            name = path.relative_to(folder).as_posix()
            try:
                if path.stat().st_size > MAX_FILE_BYTES:
                    refused.append(Refused(name, "", "the file is larger than a rule can be (1 MiB)"))
                else:
                    files.append((name, path.read_text("utf-8")))
            except (OSError, UnicodeDecodeError) as error:
                refused.append(Refused(name, "", f"the file can't be read: {error}"))
    return files, refused
