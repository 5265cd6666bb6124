"""What an officer writes about a case stays on its lines."""

from __future__ import annotations

import pytest

from siaga.vault.bundle.case import MOST_CHARACTERS, Case
from siaga.vault.errors import VaultUsageError


def test_plain_words_are_taken() -> None:
    assert Case("Perkara", "1", "Ibu Sari", "sidang").unit == ""


@pytest.mark.parametrize("title", ["a\nb", "\x1b[31m", "\u202e", "x" * (MOST_CHARACTERS + 1)])
def test_control_characters_and_documents_are_refused(title: str) -> None:
    with pytest.raises(VaultUsageError):
        Case(title, "1", "o", "p")
