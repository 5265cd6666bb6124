"""Turns the condition of one parsed Sigma rule into our tree over atoms, or says why it can't be run."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

import re2
from sigma.conditions import (
    ConditionAND,
    ConditionFieldEqualsValueExpression,
    ConditionNOT,
    ConditionOR,
    ConditionValueExpression,
)
from sigma.exceptions import SigmaError
from sigma.rule import SigmaRule
from sigma.types import (
    SigmaBool,
    SigmaCasedString,
    SigmaCIDRExpression,
    SigmaCompareExpression,
    SigmaExists,
    SigmaExpansion,
    SigmaFieldReference,
    SigmaNull,
    SigmaNumber,
    SigmaRegularExpression,
    SigmaRegularExpressionFlag,
    SigmaString,
    SigmaTimestampPart,
    SigmaType,
    SpecialChars,
)

from siaga.detection.engine import pattern as p
from siaga.detection.engine.condition import Group, Node, Not, group
from siaga.detection.engine.fields import NOT_LOGGED, NUMBER_FIELDS, SPLIT_COLUMNS, TEXT_FIELDS, USUAL, Column
from siaga.detection.engine.harmless import share_of_harmless
from siaga.detection.engine.regex import RegexError, parse
from siaga.detection.engine.rule import Atom

SERVICES = {"access", "access_log", "access-log", "apache", "nginx", "iis", "httpd", "web", None}
PRODUCTS = {"apache", "nginx", "iis", "httpd", "caddy", "lighttpd", "litespeed", "haproxy", None}

_USUAL = sum(1 << byte for byte in USUAL)

_OPTIONS = re2.Options()
_OPTIONS.encoding = re2.Options.Encoding.LATIN1
_OPTIONS.log_errors = False


class UnsupportedError(ValueError):
    """The rule asks for what an access log or a linear-time engine can't give; the text says what."""


def check_log_source(rule: SigmaRule) -> None:
    """Raise UnsupportedError unless the rule is about web access logs."""
    source = rule.logsource
    category, product, service = source.category, source.product, source.service
    if category not in ("webserver", None):
        raise UnsupportedError(f"its log source is {category}, not a web server's access log")
    if category is None and product is None and service not in SERVICES - {None}:
        raise UnsupportedError(f"its log source is the service {service}, not a web server's access log")
    if product not in PRODUCTS:
        raise UnsupportedError(f"its log source is the product {product}, not a web server")
    if service not in SERVICES:
        raise UnsupportedError(f"its log source is the service {service}, not a web server's access log")
    if "error.log" in (source.definition or "").lower():
        raise UnsupportedError("it is about a web server's error log, not its access log")


def translated(rule: SigmaRule, number_of: Callable[[Atom], int]) -> Node:
    """Translate the rule's condition; `number_of` gives (and remembers) the number of an atom."""
    check_log_source(rule)
    if not rule.detection.parsed_condition:
        raise UnsupportedError("it has no condition")
    trees = []
    for condition in rule.detection.parsed_condition:
        try:
            tree = condition.parsed
        except SigmaError as error:
            raise UnsupportedError(str(error)) from error
        trees.append(_Translator(number_of).node(tree))
    return group("any", trees)


class _Translator:
    """Walks a pySigma condition tree."""

    def __init__(self, number_of: Callable[[Atom], int]) -> None:
        self.number_of = number_of

    def node(self, tree: object) -> Node:
        if isinstance(tree, ConditionAND | ConditionOR):
            kind = "all" if isinstance(tree, ConditionAND) else "any"
            return group("all" if kind == "all" else "any", [self.node(part) for part in tree.args])
        if isinstance(tree, ConditionNOT):
            return Not(self.node(tree.args[0]))
        if isinstance(tree, ConditionFieldEqualsValueExpression):
            return self.value(tree.field, tree.value)
        if isinstance(tree, ConditionValueExpression):
            return self.value(None, tree.value)
        raise UnsupportedError("its condition selects nothing")

    def value(self, name: str | None, value: SigmaType) -> Node:
        if isinstance(value, SigmaExpansion):
            return group("any", [self.value(name, one) for one in value.values])
        atom = self.atom(name, value)
        if atom is None:
            return Not(self.value(name, SigmaExists(exists=True)))
        return Group("any", frozenset((self.number_of(atom),)))

    def atom(self, name: str | None, value: SigmaType) -> Atom | None:
        """Make the atom; None stands for "exists: false" of a field that is present when not absent."""
        if name is None:
            return text_atom("line", value)
        key = name.lower()
        if key in NUMBER_FIELDS:
            return _number_atom(NUMBER_FIELDS[key], value)
        if key not in TEXT_FIELDS:
            raise UnsupportedError(f"field {name}: {NOT_LOGGED.get(key, 'not in an access log')}")
        column = TEXT_FIELDS[key]
        if isinstance(value, SigmaNull):
            return Atom("absent", column, on_empty=True, on_absent=True)
        if isinstance(value, SigmaExists):
            return Atom("present", column, on_empty=True) if value.exists else None
        if isinstance(value, SigmaCIDRExpression):
            if column != "client":
                raise UnsupportedError(f"field {name}: an address range applies to c-ip alone")
            return Atom("cidr", "client", scan=str(ipaddress.ip_network(value.cidr)))
        if isinstance(value, SigmaFieldReference):
            return _reference(column, value)
        return text_atom(column, value)


def _reference(column: Column, value: SigmaFieldReference) -> Atom:
    other = TEXT_FIELDS.get(value.field.lower())
    if other is None:
        raise UnsupportedError(f"field {value.field}: not a text field of an access log")
    both = value.starts_with and value.ends_with
    operator = (
        "contains" if both else "startswith" if value.starts_with else "endswith" if value.ends_with else "eq"
    )
    return Atom("same", column, scan=other, operator=operator)


def _number_atom(column: str, value: SigmaType) -> Atom:
    kind = "status" if column == "status" else "bytes"
    if isinstance(value, SigmaString) and not value.contains_special() and str(value).isdecimal():
        value = SigmaNumber(int(str(value)))
    if isinstance(value, SigmaNumber) and not isinstance(value, SigmaTimestampPart):
        return Atom("status" if kind == "status" else "bytes", operator="eq", number=value.number)
    if isinstance(value, SigmaCompareExpression) and isinstance(value.number, SigmaNumber):
        return Atom(
            "status" if kind == "status" else "bytes",
            operator=value.op.name.lower(),
            number=value.number.number,
        )
    if isinstance(value, SigmaNull) or (isinstance(value, SigmaString) and str(value) in ("-", "")):
        return Atom("status" if kind == "status" else "bytes", operator="eq", number=-1)
    if isinstance(value, SigmaExists):
        return Atom(
            "status" if kind == "status" else "bytes", operator="gte" if value.exists else "lt", number=0
        )
    if isinstance(value, SigmaString | SigmaRegularExpression) and kind == "status":
        return Atom("status", scan=p.written(_parsed(value)), operator="text")
    raise UnsupportedError(f"a number field is compared with {type(value).__name__}")


def _parsed(value: SigmaType) -> p.Node:
    if isinstance(value, SigmaString):
        return _string(value)
    if isinstance(value, SigmaRegularExpression):
        ignore_case = SigmaRegularExpressionFlag.IGNORECASE in value.flags
        try:
            return parse(str(value.regexp), ignore_case=ignore_case)
        except RegexError as error:
            raise UnsupportedError(f"regular expression: {error}") from error
    raise UnsupportedError(f"a value of the kind {type(value).__name__} can't be matched against a log line")


def _string(value: SigmaString) -> p.Node:
    parts: list[p.Node] = [p.Boundary("^")]
    cased = isinstance(value, SigmaCasedString)
    for part in value.s:
        if part is SpecialChars.WILDCARD_MULTI:
            parts.append(p.ANYTHING)
        elif part is SpecialChars.WILDCARD_SINGLE:
            parts.append(p.ByteSet(p.EVERY))
        elif isinstance(part, str):
            text = part.replace("\r\n", "\r").replace("\n", "\r").encode("utf-8", "surrogatepass")
            parts += [p.ByteSet(1 << byte if cased else p.fold(1 << byte)) for byte in text]
        else:
            raise UnsupportedError("it holds a placeholder that nothing fills in")
    return p.Sequence((*parts, p.Boundary("$")))


def text_atom(column: Column, value: SigmaType) -> Atom:
    """Make the atom that looks for a string or regular expression in a text column."""
    if isinstance(value, SigmaBool | SigmaNumber):
        value = SigmaString(str(value).lower())
    node = _parsed(value)
    if column == "line" and isinstance(value, SigmaString):
        # a keyword may stand anywhere in the line (Sigma specification, "keywords")
        assert isinstance(node, p.Sequence)
        node = p.Sequence((p.ANYTHING, *node.parts[1:-1], p.ANYTHING))
    short = p.simplified(node)
    if short is None:
        raise UnsupportedError("it holds a pattern that can't match anything: an anchor stands amid text")
    if p.can_be_empty(short, boundaries=False):
        return Atom("present", column, on_empty=True)
    try:
        matcher = re2.compile(p.written(short).encode("ascii"), _OPTIONS)
    except re2.error as error:
        raise UnsupportedError(f"regular expression: {_said(error)}") from error
    usual, unusual = p.split_by(short, _USUAL) if column in SPLIT_COLUMNS else (short, None)
    return Atom(
        "text",
        column,
        scan=p.written(usual) if usual is not None else "",
        scan_unusual=p.written(unusual) if unusual is not None else "",
        on_empty=matcher.search(b"") is not None,
        on_absent=isinstance(value, SigmaString) and value.s in ([], ["-"]),
        # a longer literal is a rarer one, where the harmless samples hold neither
        share=round(share_of_harmless(column, matcher) + 0.25 ** min(4 + p.longest_literal(short), 12), 9),
    )


def _said(error: Exception) -> str:
    text = error.args[0] if error.args else "it can't be compiled"
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
