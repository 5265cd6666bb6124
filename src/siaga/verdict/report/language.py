"""The words of the report: one TOML table per language, looked up by dotted key."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Language = Literal["id", "en"]
"""Languages of the report, as BCP 47 tags; Indonesian first."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


class Words:
    """The words of one language; a key that is missing raises KeyError with its name."""

    def __init__(self, language: Language, table: dict[str, str]) -> None:
        self.language = language
        self.table = table

    def __call__(self, key: str, /, **values: str) -> str:
        """Return the text of `key` with its `{placeholders}` filled; values are never parsed."""
        return self.table[key].format(**values)

    def named(self, group: str, code: str) -> str:
        """Return the word for `code` in `group`, or a readable form of the code where there is none.

        Behaviours, roles and families are lists that grow elsewhere; a new one must not break a report.
        """
        word = self.table.get(f"{group}.{slug(code)}")
        return word if word is not None else code.replace("_", " ").replace("-", " ").strip()

    def either(self, english: str, indonesian: str) -> str:
        """Choose between the two forms of a sentence that the result carries in both languages."""
        chosen, other = (indonesian, english) if self.language == "id" else (english, indonesian)
        return chosen or other


def slug(code: str) -> str:
    """Return a code as it is written in the tables: lower case, words joined by "_"."""
    return "_".join(code.lower().replace("-", " ").replace("_", " ").split())


@cache
def words_of(language: Language) -> Words:
    """Load the words of a language from `words/<language>.toml`."""
    place = files("siaga.verdict.report").joinpath("words", f"{language}.toml")
    return Words(language, _flat(tomllib.loads(place.read_text(encoding="utf-8")), ""))


def _flat(table: dict[str, object], prefix: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = str(value)
    return flat
