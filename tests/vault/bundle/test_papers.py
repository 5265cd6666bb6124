"""The papers of a bundle: in two languages, with what others wrote shown as text."""

from __future__ import annotations

from siaga.vault.bundle.case import Case
from siaga.vault.bundle.papers import form, readme
from siaga.vault.bundle.parts import Item
from siaga.vault.tlog.checkpoint import Checkpoint

CASE = Case("<script>", "7", "Sari", "sidang")
HEAD = Checkpoint("siaga.example/evidence", 9, b"r" * 32)


def test_the_form_has_the_items_and_escapes_them() -> None:
    page = form(CASE, HEAD, [Item("<img src=x>", "ab" * 32, "lines/00001.json")]).decode()
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;img src=x&gt;" in page
    assert "ab" * 32 in page
    assert (b"r" * 32).hex() in page
    assert page.count("Tanda tangan / ") >= 3


def test_the_readme_says_what_is_not_proven_in_both_languages() -> None:
    text = readme(CASE, HEAD).decode()
    assert text.index("Yang TIDAK dibuktikan") < text.index("What it does NOT prove")
    assert "<script>" in text  # plain text escapes nothing
    assert "siaga.example/evidence, 9 leaves" in text
