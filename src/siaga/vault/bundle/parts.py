"""What a bundle holds besides papers: proofs, segments, checkpoints, keys, time stamps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from siaga.vault import layout
from siaga.vault.bundle.verifier.contents import entry
from siaga.vault.canonical import decode_object
from siaga.vault.errors import HistoryError
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.log.head import parse_head
from siaga.vault.log.reading import LogView
from siaga.vault.proving.consistency import prove_consistency
from siaga.vault.proving.finding import LinePlace
from siaga.vault.proving.leaf_proof import prove_leaf
from siaga.vault.proving.line_proof import LineProof
from siaga.vault.proving.proving_lines import prove_line, segment_leaf
from siaga.vault.storage.contract import Storage

_STAMP = ".tsr"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the form: what is handed over, its SHA-256, and where its proof stands."""

    what: str
    sha256: str
    proof: str


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the bundle; `item` if it is evidence to be listed in the form."""

    name: str
    data: bytes
    item: Item | None = None


def lines(storage: Storage, view: LogView, places: Sequence[LinePlace]) -> Iterator[Part]:
    """Yield a proof for each line, and `lines.txt` with all of them."""
    told = []
    for number, place in enumerate(places, 1):
        proof = prove_line(storage, view, place)
        data, name = proof.encode(), f"lines/{number:05d}.json"
        told.append(entry(number, decode_object(data, name), place.segment))
        yield Part(name, data, Item(_called(proof), sha256(proof.line).hexdigest(), name))
    if told:
        yield Part("lines.txt", "".join(told).encode())


def _called(proof: LineProof) -> str:
    sources = decode_object(proof.leaf, "leaf")["sources"]
    assert isinstance(sources, list)
    source = sources[proof.record.source]
    assert isinstance(source, dict)
    return f"{source['name']}:{proof.record.first_line + proof.number}"


def segments(storage: Storage, view: LogView, indexes: Sequence[int]) -> Iterator[Part]:
    """Yield for each segment its stored bytes, its manifest and its leaf's proof."""
    for index in indexes:
        leaf, folder = segment_leaf(view, index), f"segments/{index:08d}/"
        stored = storage.read(layout.segment(leaf.segment.sha256))
        item = Item(f"segment {index} ({leaf.lines} lines)", leaf.segment.sha256.hex(), folder)
        yield Part(folder + "segment.zst", stored, item)
        yield Part(folder + "manifest.json", storage.read(layout.manifest(leaf.manifest.sha256)))
        yield Part(folder + "leaf.tlog-proof", prove_leaf(view, index))


def log_parts(storage: Storage, view: LogView, known: Sequence[bytes]) -> Iterator[Part]:
    """Yield checkpoint, policy, keys, and the kept checkpoints with proofs that the log only grew from them.

    `known` are checkpoints as outsiders keep them; HistoryError if one is of another log or newer.
    """
    yield Part("checkpoint", view.head.note.encode())
    yield Part("policy", storage.read(layout.POLICY))
    yield Part("vault.json", storage.read(layout.VAULT))
    sizes = set()
    for index, leaf in view.leaves(KeyLeaf.KIND):
        assert isinstance(leaf, KeyLeaf)
        yield Part(f"keys/{leaf.epoch:04d}.tlog-proof", prove_leaf(view, index))
        sizes.add(index + 1)
    for name in storage.names(layout.ANCHORS):
        stamped = name.removeprefix(layout.ANCHORS).removesuffix(_STAMP)
        if name.endswith(_STAMP) and stamped.isdecimal() and 0 < int(stamped) <= view.size:
            sizes.add(int(stamped))
            yield Part(f"anchors/{stamped}{_STAMP}", storage.read(name))
    kept = {size: storage.version(layout.history(size)) for size in sorted(sizes)}
    for size, found in kept.items():
        if found is not None:
            yield Part(f"history/{size}", found.data)
    for size in sorted({size for size in kept if kept[size] is not None} | set(_sizes(view, known))):
        yield Part(f"consistency/{size}.json", prove_consistency(view, size))


def _sizes(view: LogView, known: Sequence[bytes]) -> Iterator[int]:
    for data in known:
        checkpoint = parse_head(data, "outside checkpoint").checkpoint
        if checkpoint.origin != view.head.checkpoint.origin or not 0 < checkpoint.size <= view.size:
            raise HistoryError("outside checkpoint", "it is of another log, or newer than this one")
        yield checkpoint.size
