"""Makes a log format out of a template string that a person gave or that is known by heart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from siaga.intake.formats.building import Record
from siaga.intake.formats.combined import COMBINED
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.linewise import LineParser, LineReader
from siaga.intake.formats.proxies import NOBODY, vouching
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.template import apache, nginx
from siaga.intake.formats.template.compile import Layout, compile_layout
from siaga.intake.formats.template.falling_back import combined_record
from siaga.intake.formats.template.recording import Recorder
from siaga.intake.formats.template.shapes import Role
from siaga.intake.formats.template.trouble import trouble
from siaga.intake.formats.texts import ip

_APACHE_DIRECTIVE = re.compile(
    r'\s*LogFormat\s+"((?:[^"\\]|\\.)*+)"(?:\s+\S+)?\s*', re.DOTALL | re.IGNORECASE
)
_LOOKS_LIKE_APACHE = re.compile(r"%(?:[<>!]|\d{3}|\{[^}]*\})*[A-Za-z]")
_HOST = re.compile(rb"(?=[^A-Za-z]*[A-Za-z])(?:[A-Za-z0-9_-]++\.)++[A-Za-z0-9-]++\.?(?::\d++)?+|localhost")
_SECONDS = re.compile(rb"\d++(?:\.\d++)?+")
_TELLING: frozenset[Role] = frozenset({"forwarded", "host", "duration_s", "duration_ms", "duration_us"})
_SURE_SHARE = 0.5
"""Of the lines that match, this share must hold what their fields promise; a header may hold anything."""


NGINX_COMBINED = (
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
    '"$http_referer" "$http_user_agent"'
)
APACHE_COMBINED = apache.NICKNAMES["combined"]
_PROBES = 16
"""Lines, spread over the sample, of which one must match before all are tried: most layouts never do."""


@dataclass(frozen=True, slots=True)
class TemplateFormat:
    """An access log format described by a template.

    `escape` is nginx's escape rule; `offset_us` the zone of stamps that name none (µs east of UTC).
    `beyond_combined` says that the layout is the combined format with more fields behind, `by_heart`
    that nobody gave it: it must show by its content that it is meant.
    """

    name: str
    layout: Layout
    escape: str = "default"
    offset_us: int = 0
    kind: Kind = "access"
    beyond_combined: bool = False
    by_heart: bool = False
    proxies: frozenset[str] = NOBODY
    """Small networks of the proxies in front, as the file's beginning shows them."""

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share of lines with this layout.

        A layout known by heart gets 0.0 where hosts, addresses or durations don't look the part, or where
        none of the sample shows the fields that set it apart from plain combined. Lines that only begin
        as combined count as much as they do there, once half of the sample has the layout.
        """
        match = self.layout.match
        if all(match(line) is None for line in sample[:: -(-len(sample) // _PROBES) or 1]):
            return 0.0
        matched = [found for line in sample if (found := self.layout.match(line)) is not None]
        sure = sum(map(self._is_sure, matched))
        telling = any(map(self._is_telling, matched)) or not self._apart()
        if self.by_heart and (not matched or not telling or sure < _SURE_SHARE * len(matched)):
            return 0.0
        points = float(len(matched))
        if self.beyond_combined and len(matched) * 2 >= len(sample):
            points += sum(COMBINED.score([line]) for line in sample if self.layout.match(line) is None)
        return points / len(sample)

    def _apart(self) -> set[Role]:
        return {field.role for field in self.layout.fields} & _TELLING

    def _is_telling(self, found: Sequence[bytes | None]) -> bool:
        texts = zip(self.layout.fields, found, strict=True)
        return any(
            field.role in _TELLING
            and text not in (b"-", b"", None)
            # A single address in front is the client of a plain combined line.
            and (place > 0 or field.role != "forwarded" or b"," in (text or b""))
            for place, (field, text) in enumerate(texts)
        )

    def _is_sure(self, found: Sequence[bytes | None]) -> bool:
        for field, text in zip(self.layout.fields, found, strict=True):
            if text in (b"-", b"", None):
                continue
            if field.role == "forwarded" and not _names_address(text):
                return False
            if field.role == "host" and not _HOST.fullmatch(text or b""):
                return False
            if field.role == "duration_s" and not _SECONDS.fullmatch(text or b""):
                return False
        return True

    def fitted(self, sample: Sequence[bytes]) -> TemplateFormat:
        """Return the layout with the proxies that a file's beginning shows."""
        places = {field.role: place for place, field in enumerate(self.layout.fields)}
        if not {"client", "forwarded"} <= set(places):
            return self
        matched = [found for line in sample if (found := self.layout.match(line)) is not None]
        at = [places["client"], places["forwarded"], places.get("user_agent", places["client"])]
        seen = [(found[at[0]] or b"", found[at[1]] or b"", found[at[2]]) for found in matched]
        return replace(self, proxies=vouching(seen))

    def parser(self) -> LineParser:
        """Return a parser of single lines."""
        match = self.layout.match
        falls_back = self.beyond_combined
        record = Recorder(self.layout.fields, self.escape, self.offset_us, self.proxies).record

        def parse(line: bytes, _: Place) -> Record | None:
            found = match(line)
            if found is None:
                return combined_record(line) if falls_back else None
            return record(found)

        return parse

    def reader(self, *, modified_at_us: int | None = None) -> LineReader:  # noqa: ARG002 - stamps are whole
        """Make a reader for one file."""
        return LineReader(self.parser())


def _names_address(text: bytes | None) -> bool:
    return any(ip(part) for part in (text or b"").decode("latin-1").split(","))


def from_text(text: str, *, name: str = "template", offset_us: int = 0) -> TemplateFormat:
    """Compile a template: an nginx or Apache string, a whole directive, or one of Apache's nicknames.

    Raises FormatError with the place where the template doesn't hold together.
    """
    bare = apache.NICKNAMES.get(text.strip(), text)
    directive = _APACHE_DIRECTIVE.fullmatch(bare)
    if directive is not None:
        bare = directive[1]
    if _LOOKS_LIKE_APACHE.search(bare) and not re.search(r"\$[a-z_{]", bare):
        layout = compile_layout(bare, apache.tokens(bare))
        beyond = bare.startswith(APACHE_COMBINED)
        return TemplateFormat(name, layout, offset_us=offset_us, beyond_combined=beyond)
    bare, escape = nginx.without_directive(bare)
    if "$" not in bare:
        if "%" in bare:
            apache.tokens(bare)  # names the broken directive, if that is what it is
        raise trouble(bare, 0, "this names no $variable of nginx and no %directive of Apache")
    layout = compile_layout(bare, nginx.tokens(bare), raw_quotes=escape == "none")
    return TemplateFormat(name, layout, escape, offset_us, beyond_combined=bare.startswith(NGINX_COMBINED))
