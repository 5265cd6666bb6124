"""JSON lines as an access log: recognised by a client or time together with a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from siaga.intake.formats.building import Record
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.json_lines.mapping import Mapping, parse_mapping
from siaga.intake.formats.json_lines.names import Column
from siaga.intake.formats.json_lines.recording import record_of
from siaga.intake.formats.json_objects import json_object
from siaga.intake.formats.linewise import NOWHERE, LineParser, LineReader, Mark, share
from siaga.intake.formats.splitting import Place

_ARRAY_MARKS = frozenset((b"[", b"]", b"],", b"[]"))


@dataclass(frozen=True, slots=True)
class JsonLinesFormat:
    """One JSON object per line; `given` maps columns to field names that a person gave.

    `offset_us` is the zone of stamps that name none, in µs east of UTC.
    """

    name: str = "json-lines"
    kind: Kind = "access"
    given: dict[Column, str] = field(default_factory=dict)
    offset_us: int = 0

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share of lines that hold a request."""
        parse = self.parser()
        return share(sample, lambda line: isinstance(parse(line, NOWHERE), tuple))

    def parser(self) -> LineParser:
        """Return a parser of single lines."""
        mapping = Mapping(self.given)
        offset_us = self.offset_us

        def parse(line: bytes, _: Place) -> Record | Mark | None:
            found = json_object(line)
            if found is None:
                return Mark.HEADER if line.strip() in _ARRAY_MARKS else None
            return record_of(found, mapping.plan(found), offset_us)

        return parse

    def reader(self, *, modified_at_us: int | None = None) -> LineReader:  # noqa: ARG002 - stamps are whole
        """Make a reader for one file."""
        return LineReader(self.parser())


def with_mapping(texts: Sequence[str], *, offset_us: int = 0) -> JsonLinesFormat:
    """Make a format from "column=field" texts (`--json-field client_ip=cf.ip`); raises FormatError."""
    return JsonLinesFormat(given=parse_mapping(tuple(texts)), offset_us=offset_us)


JSON_LINES = JsonLinesFormat()
