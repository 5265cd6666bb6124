"""The check of leaves that name other leaves: late evidence, deleted content, canaries, gaps."""

from __future__ import annotations

from hashlib import sha256

from siaga.vault.leaves.acts import RetentionLeaf
from siaga.vault.leaves.canary import CanaryCommitLeaf, CanaryRevealLeaf
from siaga.vault.leaves.missing import GapLeaf, LateLeaf
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words

_NO_SEGMENT = Words(
    "menunjuk entri yang bukan segmen sebelumnya", "names a leaf that is no segment before it"
)
_SPAN = Words("berakhir sebelum dimulai", "ends before it begins")
_NO_COMMIT = Words(
    "menunjuk entri yang bukan janji canary situs itu",
    "names a leaf that is no canary commitment of that site",
)
_OTHER_TOKENS = Words("token canary bukan yang dijanjikan", "the tokens are not those committed to")
_TWICE = Words("janji canary ini sudah dibuka", "this commitment was revealed before")
_ARRIVED = Words("menyebut token yang tidak ada", "names a token that is none")


def look(case: Case, found: Findings) -> None:
    """Follow every reference."""
    for index, gap in case.of(GapLeaf):
        _span(found, index, gap)
    for index, late in case.of(LateLeaf):
        _span(found, index, late)
        _segment(case, found, index, late.segment_index)
    for index, deleted in case.of(RetentionLeaf):
        found.looked()
        for each in deleted.segments:
            _segment(case, found, index, each)
    revealed: set[int] = set()
    for index, reveal in case.of(CanaryRevealLeaf):
        found.looked()
        _reveal(case, found, index, reveal)
        if reveal.commit_index in revealed:
            found.wrong(f"leaf {index}", _TWICE, f"leaf {reveal.commit_index}")
        revealed.add(reveal.commit_index)


def tokens_hash(tokens: tuple[str, ...]) -> bytes:
    """Return what a `canary-commit/1` leaf says of tokens: SHA-256 over each with a line feed behind it."""
    return sha256("".join(f"{each}\n" for each in tokens).encode()).digest()


def _span(found: Findings, index: int, leaf: GapLeaf | LateLeaf) -> None:
    found.looked()
    if leaf.to_us < leaf.from_us:
        found.wrong(f"leaf {index}", _SPAN)


def _segment(case: Case, found: Findings, index: int, named: int) -> None:
    unknown = 0 <= named < index and case.leaves[named] is None
    if not unknown and not (named < index and case.segment(named) is not None):
        found.wrong(f"leaf {index}", _NO_SEGMENT, f"leaf {named}")


def _reveal(case: Case, found: Findings, index: int, leaf: CanaryRevealLeaf) -> None:
    place = f"leaf {index}"
    commit = case.leaves[leaf.commit_index] if 0 <= leaf.commit_index < index else None
    if not isinstance(commit, CanaryCommitLeaf) or commit.site != leaf.site:
        found.wrong(place, _NO_COMMIT, f"leaf {leaf.commit_index}")
    elif (commit.count, commit.sha256) != (len(leaf.tokens), tokens_hash(leaf.tokens)):
        found.wrong(place, _OTHER_TOKENS)
    if any(not 0 <= each < len(leaf.tokens) for each in leaf.arrived):
        found.wrong(place, _ARRIVED)


CHECK = Kind("references", Words("Entri yang menunjuk entri lain", "Leaves that name other leaves"), look)
