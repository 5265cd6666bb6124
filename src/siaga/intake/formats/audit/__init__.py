"""Exports of application audit trails and of authentications, as CSV, JSON lines or JSON documents."""

from siaga.intake.formats.audit.csv_format import AUDIT_CSV, AUTH_CSV, AuditCsvFormat
from siaga.intake.formats.audit.document_format import AuditDocumentFormat
from siaga.intake.formats.audit.json_format import AUDIT_JSON, audit_json_format

__all__ = [
    "AUDIT_CSV",
    "AUDIT_JSON",
    "AUTH_CSV",
    "AuditCsvFormat",
    "AuditDocumentFormat",
    "audit_json_format",
]
