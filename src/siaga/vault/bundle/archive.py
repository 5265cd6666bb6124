"""Packs a bundle's folder into a zip: the same files, the same bytes; nothing but the files in it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from siaga.vault.errors import VaultUsageError

MOST_BYTES, MOST_FILES = 2 << 30, 60_000
"""Beyond, a zip needs the ZIP64 extension, whose readers differ; the verifier refuses it."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, 0o100600 << 16


def pack(folder: Path, out: Path) -> None:
    """Write `out` from the files of `folder`, sorted by name, stored as they are; VaultUsageError.

    It stands there as a whole or not at all. Files aren't compressed: so a zip's length follows from names
    and sizes, and nothing can hide in it.
    """
    files = {each.relative_to(folder).as_posix(): each for each in folder.rglob("*") if each.is_file()}
    if len(files) > MOST_FILES or sum(each.stat().st_size for each in files.values()) > MOST_BYTES:
        raise VaultUsageError(str(folder), "too much for one zip: hand over the folder, or choose less")
    if out.exists():
        raise VaultUsageError(str(out), "something stands there already")
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise VaultUsageError(str(unfinished), "left by an export that was interrupted: remove it") from error
    try:
        _write(descriptor, files)
        unfinished.rename(out)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(descriptor: int, files: dict[str, Path]) -> None:
    with os.fdopen(descriptor, "w+b") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(files.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _MODE
            archive.writestr(info, path.read_bytes())
