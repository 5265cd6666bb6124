"""Decides which of the interesting rows of a block become moves."""

from __future__ import annotations

import numpy as np

from siaga.detection.ledger.digest import Digest
from siaga.detection.ledger.drafts import drafts
from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import LATEST, Moves, move_of
from siaga.detection.ledger.number_set import Numbers
from siaga.detection.ledger.quota import Groups
from siaga.detection.ledger.request_keys import keys_of
from siaga.intake.rows import Int64s


def late_logins(digest: Digest, chosen: Int64s, keys: Numbers, admitted: Mask) -> Mask:
    """Say which of the chosen rows are logins that are not admitted, but among the latest of their key.

    Of a thousand guessed passwords the last ones matter: one of them may be the right one. Whoever only
    looks at the form guesses nothing.
    """
    late: Mask = np.zeros(len(chosen), np.bool_)
    tried = digest.facts.writes[chosen] | digest.facts.failed[chosen]
    if digest.rows.user is not None:
        tried |= digest.rows.user.codes[chosen] >= 0
    at = np.flatnonzero(~admitted & tried & ((digest.kinds[digest.path[chosen]] & Kind.LOGIN) != 0))
    if len(at):
        groups = Groups.by(keys[at])
        place, count = groups.ordinals()
        late[at] = count[groups.of] - place <= LATEST
    return late


def keep_rows(moves: Moves, digest: Digest, chosen: Int64s, sites: list[str], site_of: Int64s) -> None:
    """Offer chosen picked rows to `moves`; `site_of` gives the place in `sites` of each of the hosts."""
    if not len(chosen):
        return
    keys = keys_of(digest, chosen, sites, site_of)
    admitted = moves.quota.admit(keys, digest.rows.bytes_sent[chosen], digest.facts.failed[chosen])
    late = late_logins(digest, chosen, keys, admitted)
    moves.keep(
        *map(move_of, drafts(digest, chosen[admitted], _names(digest, chosen[admitted], sites, site_of)))
    )
    at = chosen[late]
    moves.keep_latest(keys[late].tolist(), drafts(digest, at, _names(digest, at, sites, site_of)))


def _names(digest: Digest, at: Int64s, sites: list[str], site_of: Int64s) -> list[str]:
    return [sites[place] for place in site_of[digest.host[at]].tolist()]
