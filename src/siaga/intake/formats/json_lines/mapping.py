"""Finds out which fields of a JSON object hold the columns of an access log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from siaga.foundation.errors import FormatError
from siaga.intake.formats.json_lines.names import COLUMNS, NAMES, Column
from siaga.intake.formats.json_objects import JsonObject

Path = tuple[str, ...]
_NOWHERE = "\0"
"""No object has this key; it stands for a column that an object's shape doesn't tell."""


class Plan(NamedTuple):
    """Where the columns stand: one key per column of COLUMNS, and further paths for some of them.

    `further` holds (place in COLUMNS, paths in order) and is looked at where the key led nowhere.
    """

    keys: tuple[str, ...]
    further: tuple[tuple[int, tuple[Path, ...]], ...]


_KEPT_SHAPES = 512


def values_of(found: JsonObject, plan: Plan) -> list[object]:
    """Return one value per column of COLUMNS; None (or an object) where it isn't told."""
    values: list[object] = list(map(found.get, plan.keys))
    for place, paths in plan.further:
        if values[place] is None or isinstance(values[place], dict):
            for path in paths:
                value = _inside(found, path)
                if value is not None:
                    values[place] = value
                    break
    return values


def _inside(found: JsonObject, path: Path) -> object:
    value: object = found
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return None if isinstance(value, dict) else value


@dataclass(slots=True)
class Mapping:
    """Makes and remembers one plan per shape of object (its keys, in order).

    `given` are the names that a person gave; they stand instead of the usual ones.
    """

    given: dict[Column, str] = field(default_factory=dict)
    _plans: dict[Path, Plan] = field(default_factory=dict)

    def plan(self, found: JsonObject) -> Plan:
        """Return where the columns may stand in objects with the keys of this one."""
        shape = tuple(found)
        known = self._plans.get(shape)
        if known is None:
            known = self._new_plan(found)
            if len(self._plans) >= _KEPT_SHAPES:
                self._plans.clear()
            self._plans[shape] = known
        return known

    def _new_plan(self, found: JsonObject) -> Plan:
        keys: list[str] = []
        further: list[tuple[int, tuple[Path, ...]]] = []
        for place, column in enumerate(COLUMNS):
            paths = self._paths(found, column)
            flat = bool(paths) and len(paths[0]) == 1
            keys.append(paths[0][0] if flat else _NOWHERE)
            if paths[flat:]:
                further.append((place, paths[flat:]))
        return Plan(tuple(keys), tuple(further))

    def _paths(self, found: JsonObject, column: Column) -> tuple[Path, ...]:
        names = (self.given[column],) if column in self.given else NAMES[column]
        paths: list[Path] = []
        for name in names:
            if name in found:
                paths.append((name,))
            elif "." in name and name.partition(".")[0] in found:
                paths.append(tuple(name.split(".")))
        return tuple(paths)


def parse_mapping(texts: tuple[str, ...]) -> dict[Column, str]:
    """Read "column=field.name" texts as a person gives them; raises FormatError on an unknown column."""
    given: dict[Column, str] = {}
    known: dict[str, Column] = {column: column for column in COLUMNS}
    for text in texts:
        name, equals, path = text.partition("=")
        column = known.get(name.strip().replace("-", "_"))
        if not equals or column is None or not path.strip():
            raise FormatError(f"“{text}”: write column=field, the column being one of {', '.join(COLUMNS)}")
        given[column] = path.strip()
    return given
