"""Exports evidence as a bundle, a folder and a zip, that outsiders verify without Siaga."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path

from siaga.vault.actions.session import Session
from siaga.vault.bundle.archive import pack
from siaga.vault.bundle.case import Case
from siaga.vault.bundle.folder import BundleFolder
from siaga.vault.bundle.papers import form, readme
from siaga.vault.bundle.parts import Item, lines, log_parts, segments
from siaga.vault.bundle.verifier.shipped import siaga_verify
from siaga.vault.errors import VaultUsageError
from siaga.vault.log.reading import LogView
from siaga.vault.proving.finding import LinePlace
from siaga.vault.storage.contract import Storage


@dataclass(frozen=True, slots=True)
class Chosen:
    """The evidence to hand over: single lines, and segments as a whole (by their leaves' indexes)."""

    lines: Sequence[LinePlace] = ()
    segments: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """An exported bundle; `sha256` is that of the zip, to be written into the form by hand."""

    folder: Path
    zip: Path
    items: tuple[Item, ...]
    checkpoint_size: int
    sha256: bytes


def export(
    storage: Storage, view: LogView, chosen: Chosen, out: Path, case: Case, known: Sequence[bytes] = ()
) -> Bundle:
    """Write the bundle to the folder `out` and to `out`.zip; the same evidence and case, the same bytes.

    `known` are checkpoints as outsiders keep them, from which the bundle then proves that the log only grew.
    Raise VaultUsageError if something stands at `out`, nothing is chosen, or it is too much for a zip;
    MissingError if content was deleted; TamperedError if what is stored is not what was sealed.
    """
    if not chosen.lines and not chosen.segments:
        raise VaultUsageError(str(out), "no line and no segment is chosen")
    archive = out.with_name(f"{out.name}.zip")
    if archive.exists():
        raise VaultUsageError(str(archive), "something stands there already")
    folder = BundleFolder(out)
    try:
        items = _fill(folder, storage, view, chosen, case, known)
        pack(folder.path, archive)
        try:
            folder.publish()
        except OSError:
            archive.unlink()
            raise
    finally:
        # Only the folder that this call made beside `out`; published, it has another name.
        shutil.rmtree(folder.path.absolute(), ignore_errors=True)
    return Bundle(out, archive, items, view.size, sha256(archive.read_bytes()).digest())


def _fill(
    folder: BundleFolder,
    storage: Storage,
    view: LogView,
    chosen: Chosen,
    case: Case,
    known: Sequence[bytes],
) -> tuple[Item, ...]:
    items = []
    whole = segments(storage, view, sorted(set(chosen.segments)))
    for part in chain(lines(storage, view, chosen.lines), whole, log_parts(storage, view, known)):
        folder.add(part.name, part.data)
        if part.item is not None:
            items.append(part.item)
    checkpoint = view.head.checkpoint
    folder.add("README.txt", readme(case, checkpoint))
    folder.add("berita_acara.html", form(case, checkpoint, items))
    folder.add("siaga_verify.py", siaga_verify())
    folder.finish(case)
    return tuple(items)


def tell_export(session: Session, case: Case, bundle: Bundle) -> int:
    """Commit an `action/1` leaf: who exported which bundle for which case; return its index."""
    details = [
        ("case", case.number),
        ("zip_sha256", bundle.sha256.hex()),
        ("size", str(bundle.checkpoint_size)),
    ]
    return session.tell(case.account, "export", [*details, ("items", str(len(bundle.items)))])
