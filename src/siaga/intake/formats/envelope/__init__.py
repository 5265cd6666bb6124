"""Logs wrapped line by line: Docker's JSON files, Kubernetes' CRI logs, web logs sent through syslog."""

from siaga.intake.formats.envelope.format import ENVELOPE_KINDS, EnvelopeFormat, envelopes

__all__ = ["ENVELOPE_KINDS", "EnvelopeFormat", "envelopes"]
