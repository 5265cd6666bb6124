"""Turns a parsed Sigma correlation into ours, or says why it can't be run."""

from __future__ import annotations

from collections.abc import Mapping

from sigma.correlations import SigmaCorrelationCondition, SigmaCorrelationRule, SigmaCorrelationType

from siaga.detection.engine.fields import NUMBER_FIELDS, TEXT_FIELDS
from siaga.detection.engine.rule import Correlation, Rule
from siaga.detection.engine.translate import UnsupportedError

_KINDS = {
    SigmaCorrelationType.EVENT_COUNT: "event_count",
    SigmaCorrelationType.VALUE_COUNT: "value_count",
    SigmaCorrelationType.TEMPORAL: "temporal",
    SigmaCorrelationType.TEMPORAL_ORDERED: "temporal_ordered",
}


def correlation_of(file: str, parsed: SigmaCorrelationRule, known: Mapping[str, Rule]) -> Correlation:
    """Translate; `known` finds a rule by id or name. Raise UnsupportedError with the reason."""
    if parsed.errors:
        raise UnsupportedError(str(parsed.errors[0]))
    kind = _KINDS.get(parsed.type)
    if kind is None:
        raise UnsupportedError(f"correlations of the type {parsed.type.name.lower()} are not evaluated")
    condition = parsed.condition
    if not isinstance(condition, SigmaCorrelationCondition) or not parsed.rules:
        raise UnsupportedError("correlations with a boolean condition over rules are not evaluated")
    if condition.op.name == "NEQ":
        raise UnsupportedError("a correlation's condition neq is true of nearly everything")
    for reference in parsed.rules:
        if reference.reference not in known:
            raise UnsupportedError(
                f"it refers to rule {reference.reference}, which is missing or can't be run"
            )
    if len(parsed.aliases):
        raise UnsupportedError("aliases are not needed over access logs: all rules share one set of fields")
    field = condition.fieldref or ""
    if not isinstance(field, str):
        raise UnsupportedError("counting combinations of several fields is not evaluated")
    rules = tuple(known[reference.reference].id for reference in parsed.rules)
    return Correlation(
        id=str(parsed.id or file),
        name=parsed.name or "",
        title=parsed.title,
        level=parsed.level.name.lower() if parsed.level else "",
        file=file,
        family=known[parsed.rules[0].reference].family,
        kind=kind,  # type: ignore[arg-type]  # a dict's values are not read as literals
        rules=rules,
        group_by=tuple(_column(name) for name in parsed.group_by or ()),
        window_us=parsed.timespan.seconds * 1_000_000,
        operator=condition.op.name.lower(),
        count=int(condition.count),
        field=_column(field) if field else "",
    )


def _column(name: str) -> str:
    key = name.lower()
    column = TEXT_FIELDS.get(key) or NUMBER_FIELDS.get(key)
    if column is None:
        raise UnsupportedError(f"field {name}: not in an access log")
    return column
