"""Writes a bundle's papers: README and chain-of-custody form, Indonesian first."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, select_autoescape

from siaga.vault.bundle.case import Case
from siaga.vault.bundle.parts import Item
from siaga.vault.tlog.checkpoint import Checkpoint


def readme(case: Case, checkpoint: Checkpoint) -> bytes:
    """Return README.txt: what this is, how to verify it, what it proves and what it doesn't."""
    return _written("readme.txt.j2", case=case, checkpoint=checkpoint)


def form(case: Case, checkpoint: Checkpoint, items: Sequence[Item]) -> bytes:
    """Return the form (HTML, to be printed and signed): case, items with hashes, who gave and took."""
    return _written("berita_acara.html.j2", case=case, checkpoint=checkpoint, items=items)


class _PackagedTemplates(BaseLoader):
    """Loads templates from the package, also when it is run from a zip."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:
        """Return the template's text; it never changes while the program runs."""
        del environment
        try:
            path = files("siaga.vault.bundle").joinpath("templates", template)
            return path.read_text(encoding="utf-8"), None, None
        except FileNotFoundError as error:
            raise TemplateNotFound(template) from error


def _written(name: str, **values: object) -> bytes:
    # Nothing in plain text needs escaping; in HTML everything that others wrote does.
    environment = Environment(
        loader=_PackagedTemplates(),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return (environment.get_template(name).render(**values) + "\n").encode()
