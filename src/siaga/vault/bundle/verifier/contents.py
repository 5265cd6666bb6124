"""The standalone verifier's second part: opening a bundle's files, and what stands in them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from siaga.vault.bundle.verifier.notes import need, shown, utc

MOST_RAW = 4 << 20
"""Bytes of a frame, unpacked."""


def files(bundle: Path) -> dict[str, Any]:
    """Return what opens each file. Refused: links, odd names, and whatever a zip can hide or say twice."""
    if bundle.is_dir():
        paths = [each for each in bundle.rglob("*") if each.is_symlink() or not each.is_dir()]
        for each in paths:
            need(each.is_file() and not each.is_symlink(), str(each), "bukan berkas biasa", "no plain file")
        return {each.relative_to(bundle).as_posix(): partial(each.open, "rb") for each in paths}
    need(bundle.is_file(), str(bundle), "tidak ditemukan", "not found", 3)
    archive = zipfile.ZipFile(bundle)
    infos, names = archive.infolist(), [each.orig_filename for each in archive.infolist()]
    size = 22 + sum(76 + 2 * len(each.orig_filename.encode()) + each.file_size for each in infos)
    plain = all(each.compress_type == 0 and each.filename == each.orig_filename for each in infos)
    good = plain and size == bundle.stat().st_size and len({name.lower() for name in names}) == len(names)
    odd = any({"", ".", ".."}.intersection(name.split("/")) or {":", "\\"} & {*name} for name in names)
    need(good and not odd, str(bundle), "zip tidak seperti yang ditulis Siaga", "no zip as Siaga writes it")
    return {each.filename: partial(archive.open, each) for each in infos}


def entry(place: int, line: dict[str, Any], index: int) -> str:
    """Return what `lines.txt` says of a line's proof: its place, and its text as printable ASCII."""
    record, leaf = line["record"], line["leaf"]
    goes_on = " (+)" if record["open"] and line["number"] == record["lines"] - 1 else ""
    source, number = leaf["sources"][record["source"]]["name"], record["first_line"] + line["number"]
    position = f"leaf {index}, frame {line['frame']}, {utc(leaf['at'] // 10**6)}"
    return f"{place}. {shown(source)}:{number} [{position}]{goes_on}\n   {line['text']}\n"


def frame_holds(stored: bytes, raw_size: int, where: str) -> None:
    """Refuse unless this is just one zstd frame (RFC 8878 3.1.1) that tells this size.

    Programs disagree about what to do with a second or a skippable one.
    """
    flag, single = stored[4] >> 6, stored[4] >> 5 & 1
    position = 5 if single else 6
    width = (single, 2, 4, 8)[flag]
    told = int.from_bytes(stored[position : position + width], "little") + (256 if flag == 1 else 0)
    position, last = position + width, 0
    while not last and position + 3 <= len(stored):
        word = int.from_bytes(stored[position : position + 3], "little")
        last, position = word & 1, position + 3 + (1 if word >> 1 & 3 == 1 else word >> 3)
    good = stored[:4] == b"\x28\xb5\x2f\xfd" and not stored[4] & 0x0F and last and position == len(stored)
    need(good and told == raw_size <= MOST_RAW, where, "bukan satu bingkai zstd", "not one zstd frame")


def unpacked(stored: bytes, size: int) -> bytes | None:
    """Return a frame's content, never more than was told; None if nothing here can unpack."""
    try:
        return bytes(import_module("zstandard").ZstdDecompressor().decompress(stored, max_output_size=size))
    except ImportError:
        program = shutil.which("zstd")
    if program is None:
        return None
    with tempfile.TemporaryFile() as file:
        file.write(stored)
        file.seek(0)
        with subprocess.Popen([program, "-dcq"], stdin=file, stdout=subprocess.PIPE) as run:  # noqa: S603 - fixed arguments
            data = run.stdout.read(size + 1) if run.stdout else b""
            run.kill()
        return data
