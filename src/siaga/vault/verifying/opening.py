"""Reads a vault for verification: name, policy, newest checkpoint and all leaves. Never raises."""

from __future__ import annotations

from siaga.vault import layout
from siaga.vault.errors import MissingError, TamperedError, VaultError
from siaga.vault.keys.epochs import Epoch, Epochs
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import Leaf, decode_leaf
from siaga.vault.log.head import parse_head
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.layout import read_widest
from siaga.vault.tlog.merkle import HASH_BYTES, leaf_hash, root_of
from siaga.vault.tlog.note import VerifierKey
from siaga.vault.tlog.policy import Policy
from siaga.vault.tlog.tiles import TILE_WIDTH, bundle_path, decode_bundle, tile_path
from siaga.vault.vault_file import read_vault_file
from siaga.vault.verifying.case import Asked, Case
from siaga.vault.verifying.tile_names import TILES, read_name


def open_case(storage: Storage, asked: Asked) -> Case:
    """Read all that checks share; what can't be read is noted in the case with its reason."""
    case = Case(storage, asked)
    try:
        case.file = read_vault_file(storage)
    except VaultError as error:
        case.file_error = error
    try:
        case.policy = Policy.parse(storage.read(layout.POLICY), layout.POLICY)
    except VaultError as error:
        case.policy_error = error
    try:
        case.head = parse_head(storage.read(layout.CHECKPOINT), layout.CHECKPOINT)
    except VaultError as error:
        case.head_error = error
    _read_entries(case)
    _trust(case)
    case.leaves = [_leaf(case, index) for index in range(len(case.entries))]
    try:
        case.epochs = Epochs(case.origin, _epochs(case))
    except VaultError as error:
        case.epochs_error = error
    return case


def _read_entries(case: Case) -> None:
    """Read all bundles up to the checkpoint's size, or to what there is if that is less."""
    try:
        tiles = [read_name(name) for name in case.storage.names(f"{TILES}entries/")]
    except VaultError as error:
        case.leaf_errors.append(error)
        tiles = []
    stored = max((each.end for each in tiles if each is not None), default=0)
    claimed = stored if case.head is None else case.head.checkpoint.size
    # A forged size may be anything: never look for more than the last bundle there could hold.
    case.size = min(claimed, -(-stored // TILE_WIDTH) * TILE_WIDTH)
    if claimed > case.size:
        reason = f"the checkpoint covers {claimed} leaves, the bundles end before {case.size}"
        case.leaf_errors.append(MissingError(f"leaf {case.size}", reason))
    for start in range(0, case.size, TILE_WIDTH):
        case.entries += _bundle(case, start // TILE_WIDTH, min(TILE_WIDTH, case.size - start))


def _bundle(case: Case, index: int, width: int) -> list[bytes | None]:
    entries: list[bytes] = []

    def read(path: str) -> bytes:
        return case.storage.read(layout.log_file(path))

    try:
        path, data = read_widest(read, lambda wide: bundle_path(index, wide), width)
        entries = decode_bundle(data, layout.log_file(path))
        if len(entries) < width:
            reason = f"{len(entries)} entries instead of {width}"
            case.leaf_errors.append(TamperedError(layout.log_file(path), reason))
    except VaultError as error:
        case.leaf_errors.append(error)
    return [*entries[:width], *[None] * (width - len(entries))]


def _trust(case: Case) -> None:
    """Find out which leaves are those of the checkpoint, or, if they are not, of its tiles."""
    case.hashes = [None if each is None else leaf_hash(each) for each in case.entries]
    if case.head is None:
        return
    if _leads(case, case.hashes):
        case.proven = True
        return
    tiles = _lowest_tiles(case)
    if not _leads(case, tiles):
        reason = "neither the leaves nor the tiles lead to its root"
        case.leaf_errors.append(TamperedError(layout.CHECKPOINT, reason))
        return
    case.proven = True
    for index, (found, right) in enumerate(zip(case.hashes, tiles, strict=True)):
        if found is not None and found != right:
            case.leaf_errors.append(TamperedError(f"leaf {index}", "its bytes are not those of the tree"))
            case.entries[index] = None
    case.hashes = tiles


def _leads(case: Case, hashes: list[bytes | None]) -> bool:
    assert case.head is not None
    known = [each for each in hashes if each is not None]
    checkpoint = case.head.checkpoint
    return len(known) == len(hashes) == checkpoint.size and root_of(known) == checkpoint.root


def _lowest_tiles(case: Case) -> list[bytes | None]:
    """Return the leaves' hashes as the tiles of the lowest level have them, None where they can't be read."""
    found: list[bytes | None] = []
    for index in range(-(-case.size // TILE_WIDTH)):
        width = min(TILE_WIDTH, case.size - index * TILE_WIDTH)
        data = _lowest_tile(case, index, width)
        pieces = [data[at : at + HASH_BYTES] for at in range(0, width * HASH_BYTES, HASH_BYTES)]
        found += [each if len(each) == HASH_BYTES else None for each in pieces]
    return found


def _lowest_tile(case: Case, index: int, width: int) -> bytes:
    """Return a tile's bytes; b"" if it can't be read, which the check of tiles tells."""

    def read(path: str) -> bytes:
        return case.storage.read(layout.log_file(path))

    try:
        return read_widest(read, lambda wide: tile_path(0, index, wide), width)[1]
    except VaultError:
        return b""


def _leaf(case: Case, index: int) -> Leaf | None:
    data = case.entries[index]
    if data is None:
        return None
    try:
        return decode_leaf(data, f"leaf {index}")
    except TamperedError as error:
        case.leaf_errors.append(error)
        return None


def _epochs(case: Case) -> list[Epoch]:
    return [
        Epoch(leaf.epoch, VerifierKey.parse(leaf.vkey), index, leaf.at, leaf.certificate)
        for index, leaf in case.of(KeyLeaf)
    ]
