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


def test_the_account_is_told_as_an_account_and_the_officer_s_name_is_left_to_a_pen() -> None:
    page = form(Case("t", "7", "sari@posko", "sidang"), HEAD, []).decode()
    assert page.count("sari@posko") == 1
    before = page[: page.index("sari@posko")]
    assert before.rstrip().endswith("Account that exported</i></th>\n<td>")
    assert page.count('Name, office</i>:<br><span class="blank"></span>') == 2


def test_items_have_no_column_of_numbers() -> None:
    page = form(CASE, HEAD, [Item("a.log:1", "ab" * 32, "lines/00001.json")]).decode()
    assert "<th>No.</th>" not in page
    assert "<tr><td>a.log:1</td>" in page


def test_a_case_without_words_begins_with_no_dash() -> None:
    assert readme(Case("", "", "a@b", ""), HEAD).decode().splitlines()[1] == ""
    assert readme(Case("Judul", "7", "a@b", ""), HEAD).decode().splitlines()[1] == "7 - Judul"


def test_the_readme_says_what_is_not_proven_in_both_languages() -> None:
    text = readme(CASE, HEAD).decode()
    assert text.index("Yang TIDAK dibuktikan") < text.index("What it does NOT prove")
    assert "<script>" in text  # plain text escapes nothing
    assert "siaga.example/evidence, 9 leaves" in text
