"""What a bundle is made for: the case, as the officer who exports it writes it down."""

from __future__ import annotations

from dataclasses import dataclass, fields

from siaga.vault.errors import VaultUsageError

MOST_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Case:
    """The case. What is "" is left blank in the form, to be filled in by hand; nothing of it is proven.

    `account` is who ran the export by the machine's word (user@host): not the name of the officer, who signs.
    """

    title: str
    number: str
    account: str
    purpose: str
    unit: str = ""
    recipient: str = ""
    place: str = ""
    date: str = ""

    def __post_init__(self) -> None:
        """Refuse what would break the papers: control characters, whole documents."""
        for each in fields(self):
            value: str = getattr(self, each.name)
            if len(value) > MOST_CHARACTERS or not value.isprintable():
                raise VaultUsageError(
                    f"case, {each.name}", f"at most {MOST_CHARACTERS} printable characters in one line"
                )
