"""Access logs with one JSON object per line, their fields found by usual names or by a given mapping."""

from siaga.intake.formats.json_lines.format import JSON_LINES, JsonLinesFormat, with_mapping

__all__ = ["JSON_LINES", "JsonLinesFormat", "with_mapping"]
