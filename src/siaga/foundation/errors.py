"""The errors a person may meet, as a tree whose leaves name the place where it went wrong.

SiagaError
├─ UsageError          the command was called in a way that cannot be carried out (exit 2)
├─ UnreadableInputError  a file, archive or stream could not be read; it is counted, never skipped
├─ FormatError         a log format description given by a person does not hold together
└─ RuleError           a detection rule cannot be run, with the reason
"""

from __future__ import annotations


class SiagaError(Exception):
    """Base of every error that Siaga raises on purpose; its text is meant for a person."""


class UsageError(SiagaError):
    """The command was called in a way that cannot be carried out."""


class UnreadableInputError(SiagaError):
    """An input could not be read; `place` names the file (and member) it happened in."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class FormatError(SiagaError):
    """A log format description (nginx `log_format`, Apache `LogFormat`, JSON mapping) is wrong."""


class RuleError(SiagaError):
    """A detection rule cannot be run; `place` names its file, `reason` says why in one sentence."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
