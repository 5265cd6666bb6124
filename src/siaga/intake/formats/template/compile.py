"""Compiles the tokens of a template into two line patterns: a quick strict one and a lenient one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import re2

from siaga.intake.formats.template.shapes import LENIENT, QUOTED, STRICT, Field, until
from siaga.intake.formats.template.trouble import trouble

Tokens = Sequence[bytes | Field]
_ENDS_BY_ITSELF = frozenset({"path", "host", "given", "number", "decimal", "clf", "iso"})
_RE2_OPTIONS = re2.Options()
_RE2_OPTIONS.encoding = re2.Options.Encoding.LATIN1
_RE2_OPTIONS.log_errors = False


@dataclass(frozen=True)
class Layout:
    """A template's two patterns; both have one group per field, in the order of `fields`.

    They are compiled when first asked for: of the layouts known by heart most logs need none.
    """

    fields: tuple[Field, ...]
    strict_source: bytes
    lenient_source: bytes

    @cached_property
    def strict(self) -> re.Pattern[bytes]:
        """The quick pattern, for lines as the server writes them."""
        return re.compile(self.strict_source, re.DOTALL)

    @cached_property
    def lenient(self) -> Any:
        """The pattern (google-re2) for all other lines."""
        return re2.compile(self.lenient_source, options=_RE2_OPTIONS)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process by source: google-re2's patterns can't."""
        return Layout, (self.fields, self.strict_source, self.lenient_source)

    def match(self, line: bytes) -> Sequence[bytes | None] | None:
        """Return the texts of the fields, or None when the line doesn't have this layout."""
        found = self.strict.fullmatch(line)
        if found is not None:
            return found.groups()
        loose: Sequence[bytes | None] | None = None
        if (match := self.lenient.fullmatch(line)) is not None:
            loose = match.groups()
        return loose


def compile_layout(template: str, tokens: Tokens, *, raw_quotes: bool = False) -> Layout:
    """Compile; `raw_quotes` says that the server writes quotes inside fields as they came.

    Raises FormatError where nothing shows the end of a field, or where nothing useful is named.
    """
    tokens = _joined(tokens)
    fields = tuple(token for token in tokens if isinstance(token, Field) and token.role)
    if not any(field.role not in ("", "date_part") for field in fields):
        raise trouble(template, 0, "this names nothing that Siaga can use (time, client, request, status)")
    strict = [_strict(template, tokens, at, raw_quotes=raw_quotes) for at in range(len(tokens))]
    lenient = [_lenient(token, alone=_is_divided(tokens, at)) for at, token in enumerate(tokens)]
    return Layout(fields, b"".join(strict), b"(?s)" + b"".join(lenient))


def _joined(tokens: Tokens) -> list[bytes | Field]:
    joined: list[bytes | Field] = []
    for token in tokens:
        before = joined[-1] if joined else None
        if isinstance(token, bytes) and isinstance(before, bytes):
            joined[-1] = before + token
        else:
            joined.append(token)
    return joined


def _group(field: Field, pattern: bytes) -> bytes:
    return (b"(" if field.role else b"(?:") + pattern + b")"


def _strict(template: str, tokens: Tokens, at: int, *, raw_quotes: bool) -> bytes:
    token = tokens[at]
    if isinstance(token, bytes):
        return re.escape(token)
    before = tokens[at - 1] if at else b""
    after = tokens[at + 1] if at + 1 < len(tokens) else b""
    if isinstance(after, Field):
        if token.shape not in _ENDS_BY_ITSELF:
            raise trouble(template, after.place, "nothing shows where the field before this one ends")
        return _group(token, token.given or STRICT.get(token.shape) or until(token.shape, b""))
    if token.shape == "given":
        return _group(token, token.given)
    if isinstance(before, bytes) and before.endswith(b'"') and after.startswith(b'"') and not raw_quotes:
        return _group(token, QUOTED)
    if token.shape == "text" and after != b" ":
        # An atomic group: the first place where the literal stands is final.
        ahead = rb"(?=" + re.escape(after) + rb")" if after else rb"\Z"
        return rb"(?>" + _group(token, rb".*?") + ahead + rb")"
    if token.shape not in STRICT:
        return _group(token, until(token.shape, after[:1].strip()))
    return _group(token, STRICT[token.shape])


def _is_divided(tokens: Tokens, at: int) -> bool:
    return at + 1 >= len(tokens) or isinstance(tokens[at + 1], bytes)


def _lenient(token: bytes | Field, *, alone: bool) -> bytes:
    if isinstance(token, bytes):
        return re.escape(token)
    if not alone:  # the next field begins where this one's own bytes end
        return _group(token, token.given or LENIENT[token.shape].removesuffix(b"?"))
    pattern = LENIENT["text"] if token.role in ("target", "path") else token.given or LENIENT[token.shape]
    return _group(token, pattern)
