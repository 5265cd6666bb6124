"""Columns are found flat, nested or under a dotted name, and where a value is missing on one line only."""

from __future__ import annotations

from siaga.intake.formats.json_lines.mapping import Mapping, parse_mapping, values_of
from siaga.intake.formats.json_lines.names import COLUMNS
from siaga.intake.formats.json_objects import JsonObject


def value(found: JsonObject, column: str, mapping: Mapping | None = None) -> object:
    plan = (mapping or Mapping()).plan(found)
    values: dict[str, object] = dict(zip(COLUMNS, values_of(found, plan), strict=True))
    return values[column]


def test_flat_dotted_and_nested() -> None:
    assert value({"status": 200}, "status") == 200
    assert value({"http.response.status_code": 404}, "status") == 404
    assert value({"http": {"response": {"status_code": 500}}}, "status") == 500
    assert value({"http": 7}, "status") is None


def test_the_next_name_serves_where_the_first_is_null() -> None:
    mapping = Mapping()
    assert value({"remote_addr": None, "ip": "a"}, "client_ip", mapping) == "a"
    assert value({"remote_addr": "b", "ip": "a"}, "client_ip", mapping) == "b", "the same shape, now told"


def test_an_object_is_no_value() -> None:
    assert value({"client": {"ip": "a"}}, "client_ip") == "a"


def test_plans_are_kept_within_bounds() -> None:
    mapping = Mapping()
    for number in range(2000):
        mapping.plan({f"k{number}": 1})
    assert len(mapping._plans) <= 512


def test_a_mapping_is_parsed() -> None:
    assert parse_mapping(("client_ip=a.b", "user-agent=ua")) == {"client_ip": "a.b", "user_agent": "ua"}
