"""The report as one self-contained HTML file: no scripts, nothing from outside, printable."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from siaga.verdict.report.html_marks import finalize, line_markup, time_markup
from siaga.verdict.report.html_view import view
from siaga.verdict.report.language import Language, words_of
from siaga.verdict.report.moments import WIB, Zone
from siaga.verdict.report.notation import Notation
from siaga.verdict.result import CheckResult

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
)
"""Second line of defence behind escaping: even a hostile line that got through could load nothing."""


def to_html(result: CheckResult, *, language: Language = "id", zone: Zone = WIB) -> str:
    """Write the report; same result, language and zone, same text."""
    notation = Notation(words_of(language), zone)
    page = _environment().get_template("report.html.j2")
    return page.render(
        policy=CONTENT_SECURITY_POLICY,
        style=Markup(_read("style.css")),  # noqa: S704 - our own style sheet, from this package
        result=result,
        words=notation.words,
        write=notation,
        time=lambda moment_us, *, seconds=False: time_markup(moment_us, notation, seconds=seconds),
        line=lambda witness: line_markup(witness, notation),
        **view(result, notation),
    )


class _PackagedTemplates(BaseLoader):
    """Loads templates from the package, also when it is run from a zip."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:
        """Return the template's text; it never changes while the program runs."""
        del environment
        try:
            return _read(template), None, None
        except FileNotFoundError as error:
            raise TemplateNotFound(template) from error


def _read(name: str) -> str:
    return files("siaga.verdict.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=_PackagedTemplates(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
