"""Finds accounts that somebody opened for himself and that were the site owner's moments later."""

from __future__ import annotations

from siaga.detection.applications.meaning import is_reset, is_sign_up
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import Session

OWNERS = frozenset(
    {"edit_code", "install_code", "activate_code", "add_account", "change_account", "settings", "run_setup"}
)
"""Acts that an application leaves to whoever owns the site; writers and visitors with accounts can't do them."""

WITHIN_US = 24 * 3_600_000_000
"""An account is used this soon after it was opened, or somebody else may have been asked to raise its rank."""


def self_made(scene: Scene, session: Session) -> list[Move]:
    """Return the request that opened the session's account, and its first act as the site's owner; [] without.

    Who opens an account by the site's own registration gets the least of its rights. The same client
    registers, sets the password with the token from the mailbox, signs in with it at once and without
    any other login in between does what only an owner can: then registration gave the site away (a
    hole opened it, or changed the rank that newcomers get). An administrator who tries the
    registration out signs in again with the account that was there before.
    """
    if session.sign_in is None:
        return []
    signed_in = session.sign_in.move
    moves = scene.by_client[session.client]
    opened = [m for m in moves if 0 <= signed_in.time_us - m.time_us <= WITHIN_US and is_sign_up(m)]
    if not opened:
        return []
    begun = opened[-1].time_us
    if not any(begun <= m.time_us <= signed_in.time_us and is_reset(m) for m in moves):
        return []
    logins = [s.move.time_us for s in scene.sign_ins[session.client] if s.succeeded]
    for move, act in session.acts:
        if act.name in OWNERS and move.time_us > signed_in.time_us:
            between = [at for at in logins if begun <= at <= move.time_us]
            return [opened[-1], move] if len(between) == 1 else []
    return []
