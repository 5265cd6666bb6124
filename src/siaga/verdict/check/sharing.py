"""Decides which logs several processes may read in parts, and which only make sense from their beginning."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.intake.formats import ALL_FORMATS
from siaga.intake.formats.contract import Format
from siaga.intake.reading.stream import first_block
from siaga.intake.reading.work_item import WorkItem, whole
from siaga.intake.recognition import Recogniser

_WITH_MEMORY = frozenset({"iis", "haproxy"})
"""Access logs whose lines lean on earlier ones: `#Fields` directives, stamps without a year."""

_WRAPPED = ("docker-", "cri-", "syslog-wrapped-")


def shared(items: Sequence[WorkItem], formats: Sequence[Format]) -> tuple[WorkItem, ...]:
    """Return work items for several processes: parts are joined again where lines lean on earlier lines.

    Error and login logs do (a year that is not written, output without a stamp); they are small
    beside access logs.
    """
    recogniser = Recogniser((*formats, *ALL_FORMATS))
    logs: list[list[WorkItem]] = []
    for item in items:
        if item.part:
            logs[-1].append(item)
        else:
            logs.append([item])
    found: list[WorkItem] = []
    for log in logs:
        found += log if len(log) == 1 or _in_parts(log[0], recogniser) else [whole(log)]
    return tuple(found)


def _in_parts(first: WorkItem, recogniser: Recogniser) -> bool:
    head = first_block(first)
    form = None if head is None else recogniser.of(head.data)
    if form is None or form.kind != "access" or form.name in _WITH_MEMORY:
        return False
    return not form.name.startswith(_WRAPPED)
