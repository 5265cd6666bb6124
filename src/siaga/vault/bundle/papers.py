"""Writes a bundle's papers: README and chain-of-custody form, Indonesian first."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from siaga.vault.bundle.case import Case
from siaga.vault.bundle.parts import Item
from siaga.vault.tlog.checkpoint import Checkpoint


def readme(case: Case, checkpoint: Checkpoint) -> bytes:
    """Return README.txt: what this is, how to verify it, what it proves and what it doesn't."""
    return _written("readme.txt.j2", case=case, checkpoint=checkpoint)


def form(case: Case, checkpoint: Checkpoint, items: Sequence[Item]) -> bytes:
    """Return the form (HTML, to be printed and signed): case, items with hashes, who gave and took."""
    return _written("berita_acara.html.j2", case=case, checkpoint=checkpoint, items=items)


def _written(name: str, **values: object) -> bytes:
    text = files("siaga.vault.bundle").joinpath("templates", name).read_text(encoding="utf-8")
    # Nothing in plain text needs escaping; in HTML everything that others wrote does.
    escaped = name.endswith(".html.j2")
    environment = Environment(autoescape=escaped, undefined=StrictUndefined, trim_blocks=True)
    return (environment.from_string(text).render(**values) + "\n").encode()
