"""Puts a hunt into the log: what was looked for, what was really read, and where it was found."""

from __future__ import annotations

from siaga.vault.actions.hunt import Hunted
from siaga.vault.actions.session import Session
from siaga.vault.leaves.hunt import HuntLeaf, Unread
from siaga.vault.log.appending import Stamp
from siaga.vault.tlog.merkle import leaf_hash, root_of

QUICK, INCOMPLETE = "hunt-quick", "hunt-incomplete"
"""The `what` of an act that is told in place of a `hunt/1`: it is no certificate of what was read."""

MOST_UNREAD = 250
"""Segments that could not be read, in one leaf; if there are more, no certificate is given."""

_LONGEST_REASON = 60


def scanned_root(frame_hashes: list[bytes]) -> bytes:
    """Return the RFC 6962 root over the stored hashes of frames, in the order of reading."""
    return root_of([leaf_hash(each) for each in frame_hashes])


def log_hunt(session: Session, hunted: Hunted, who: str) -> int:
    """Append the leaf and return its index.

    A quick hunt read no segment in full, and so did one that met more unreadable segments than a leaf can
    name: those are told as acts (`hunt-quick`, `hunt-incomplete`) with their numbers.
    """
    if hunted.asked.quick:
        return session.tell(who, QUICK, _details(hunted))
    if len(hunted.unread) > MOST_UNREAD:
        return session.tell(who, INCOMPLETE, _details(hunted))
    return session.append(lambda at: _leaf(hunted, at))


def _leaf(hunted: Hunted, at: Stamp) -> HuntLeaf:
    asked = hunted.asked
    return HuntLeaf(
        at=at.at_us,
        tree_size=hunted.tree_size,
        site=asked.site,
        indicators=len(asked.indicators.indicators),
        indicators_sha256=asked.indicators.sha256(),
        engine=hunted.engine,
        segments=hunted.segments,
        frames=hunted.frames,
        scanned_root=scanned_root(hunted.frame_hashes),
        lines=hunted.lines,
        hit_lines=hunted.hit_lines,
        hits=tuple(hunted.places),
        unread=tuple(Unread(each.segment_index, _short(each.reason)) for each in hunted.unread),
        since_us=asked.since_us,
        until_us=asked.until_us,
        clock_back_us=at.back_us,
        cut_lines=len(hunted.cut) or None,
    )


def _details(hunted: Hunted) -> list[tuple[str, str]]:
    asked = hunted.asked
    window = [("since_us", asked.since_us), ("until_us", asked.until_us)]
    return [
        ("tree_size", str(hunted.tree_size)),
        ("indicators", str(len(asked.indicators.indicators))),
        ("indicators_sha256", asked.indicators.sha256().hex()),
        ("engine", hunted.engine),
        *((name, str(value)) for name, value in window if value is not None),
        ("site", asked.site),
        ("targets", str(hunted.targets)),
        ("lines", str(hunted.lines)),
        ("hit_lines", str(hunted.hit_lines)),
        ("unread", str(len(hunted.unread))),
        *([("cut_lines", str(len(hunted.cut)))] if hunted.cut else []),
    ]


def _short(reason: str) -> str:
    # The beginning names the file, the end says what is wrong with it.
    return reason if len(reason) <= _LONGEST_REASON else "…" + reason[1 - _LONGEST_REASON :]
