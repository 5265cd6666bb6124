"""Turns the sealed texts of a vault into work items, as planning would have done with the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast, get_args

from siaga.intake.block import LogFile
from siaga.intake.reading.arrange import arrange
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.note import Note, Notebook, NoteCode
from siaga.intake.reading.plan import Plan
from siaga.intake.reading.ranges import RANGE_BYTES
from siaga.intake.reading.sealed_text import SealedFrame, SealedStore, SealedText
from siaga.intake.reading.splitting import ranges_of
from siaga.intake.reading.work_item import WorkItem
from siaga.intake.sealing.repeats import JoinedText, without_repeated
from siaga.intake.sealing.told import NOTE, RUN, SEALED
from siaga.vault.errors import VaultError
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.segments.reading import read_manifest
from siaga.vault.storage.contract import Storage


def plan_sealed(
    storage: Storage, *, run: str = "", limits: Limits | None = None, range_bytes: int = RANGE_BYTES
) -> Plan:
    """Plan the reading of all that a vault holds, or of what one run of sealing brought.

    Raise VaultError if its log does not hold together. Segments whose manifest can't be had are told, as
    unreadable files are.
    """
    view = LogView.newest(storage)
    notebook = Notebook()

    def read_at(text: JoinedText, offset: int, size: int) -> bytes:
        sealed = SealedText(storage.place, tuple(text.frames))
        return SealedStore(sealed, notebook.at(text.source.name)).at(offset, size)

    texts = without_repeated(_texts(storage, view, run, notebook).values(), notebook, read_at)
    for text in texts:
        if not text.ends:
            notebook.add(text.source.name, "truncated", "its sealing was interrupted")
    arrangement = arrange([text.source.name for text in texts])
    items: list[WorkItem] = []
    empty: list[LogFile] = []
    for index in arrangement.sequence:
        text = texts[index]
        file = replace(arrangement.files[index], modified_at_us=text.source.modified_at_us)
        if text.frames:
            items += _items(SealedText(storage.place, tuple(text.frames)), file, text, limits, range_bytes)
        else:
            empty.append(file)
    return Plan(tuple(items), (*_notes(view, run), *notebook.notes), arrangement.missing, tuple(empty))


def _texts(
    storage: Storage, view: LogView, run: str, notebook: Notebook
) -> dict[tuple[str, str, str], JoinedText]:
    """Join the parts of each text, by who sealed it, in which run, under which name."""
    found: dict[tuple[str, str, str], JoinedText] = {}
    for index, leaf in view.leaves(SegmentLeaf.KIND):
        assert isinstance(leaf, SegmentLeaf)
        if run and all(source.boot != run for source in leaf.sources):
            continue
        try:
            frames = read_manifest(storage, leaf).frames
        except VaultError as error:
            notebook.add(f"leaf {index}", "damaged", str(error))
            frames = ()
        sealed = [SealedFrame(leaf.segment.sha256, number, record) for number, record in enumerate(frames)]
        for place, source in enumerate(leaf.sources):
            text = found.setdefault((source.agent, source.boot, source.name), JoinedText(source))
            text.frames += [each for each in sealed if each.record.source == place]
            text.ends = text.ends or source.ends
    return found


def _items(
    sealed: SealedText, file: LogFile, text: JoinedText, limits: Limits | None, range_bytes: int
) -> Sequence[WorkItem]:
    # What had to be unpacked is one item, as it is when the files themselves are read.
    whole = [(0, sealed.size)]
    store = SealedStore(sealed, lambda _code, _about: None)
    ranges = whole if text.source.container else ranges_of(store, 0, sealed.size, range_bytes)
    return [
        WorkItem(
            "", file, start, stop, 0, (0, 0), sealed.size, limits or Limits(),
            part=part, ends_file=part == len(ranges) - 1, sealed=sealed,
        )
        for part, (start, stop) in enumerate(ranges)
    ]  # fmt: skip


def _notes(view: LogView, run: str) -> Iterable[Note]:
    """Give again what sealing had to tell about its inputs."""
    codes = frozenset(get_args(NoteCode))
    for _, leaf in view.leaves(ActionLeaf.KIND):
        if isinstance(leaf, ActionLeaf) and leaf.what == SEALED and _is_of(leaf, run):
            for detail in leaf.details:
                code, _, rest = detail.value.partition("\t")
                if detail.name == NOTE and code in codes:
                    place, _, about = rest.partition("\t")
                    yield Note(place, cast("NoteCode", code), about)


def _is_of(leaf: ActionLeaf, run: str) -> bool:
    return not run or any(detail.name == RUN and detail.value == run for detail in leaf.details)
