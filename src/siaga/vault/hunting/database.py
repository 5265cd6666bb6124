"""Compiles a set of indicators, or takes the compiled form from a folder where an earlier hunt left it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from siaga.vault.hunting.indicators import IndicatorError, IndicatorSet
from siaga.vault.hunting.matching import (
    Library,
    Matcher,
    Proposer,
    Restoring,
    Stored,
    Trigger,
    TriggerError,
    Triggers,
    triggers_of,
)

Made = TypeVar("Made", bound=Proposer)

VERSION = b"siaga.hunting/2\n"
"""Changes when the same set would compile to other triggers."""

_DIGEST = 32


def default_library() -> Library:
    """Return Hyperscan where it is installed, else RE2."""
    try:
        from siaga.vault.hunting.hyperscan_library import HyperscanLibrary  # noqa: PLC0415 (may be missing)
    except ImportError:
        from siaga.vault.hunting.re2_library import Re2Library  # noqa: PLC0415 (only without the other)

        return Re2Library()
    return HyperscanLibrary()


def matcher_of(wanted: IndicatorSet, library: Library | None = None, cache: Path | None = None) -> Matcher:
    """Compile a set; raise IndicatorError, naming the indicators, for what the library can't look for.

    `cache` is a folder of compiled sets by hash. It must belong to this user alone; a file in it that is not
    whole is compiled anew.
    """
    chosen = library or default_library()
    made = triggers_of(wanted)
    if cache is None or not isinstance(chosen, Restoring):
        return Matcher(wanted, made, _compiled(wanted, made, chosen.compile))
    key = sha256(VERSION + chosen.name.encode() + b"\n" + wanted.sha256()).hexdigest()
    path = cache / f"{key}.hunt"
    proposer = _restored(path, chosen)
    if proposer is None:
        proposer = _compiled(wanted, made, chosen.compile)
        _keep(path, proposer.stored())
    return Matcher(wanted, made, proposer)


def _compiled(wanted: IndicatorSet, made: Triggers, compile_all: Callable[[list[Trigger]], Made]) -> Made:
    try:
        return compile_all(made.expressions)
    except TriggerError as error:
        number, reason = min(error.reasons.items())
        owner = made.owners[number]
        name = "an address" if owner < 0 else wanted.indicators[owner].shown
        more = f" (and {len(error.reasons) - 1} more)" if len(error.reasons) > 1 else ""
        raise IndicatorError(name, reason + more) from error


def _restored(path: Path, library: Restoring) -> Stored | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return None
    try:
        return library.restore(data[_DIGEST:])
    except ValueError:
        return None


def _keep(path: Path, stored: bytes) -> None:
    """Write for the next hunt; if that can't be done, it compiles by itself."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes the file 0600
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(stored).digest() + stored)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
