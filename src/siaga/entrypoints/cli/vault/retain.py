"""`siaga vault retain | hold`: deletes content by a rule, hashes stay; protects what a case needs."""

from __future__ import annotations

import argparse
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import say, table
from siaga.foundation.clock import system_clock
from siaga.vault.actions.retain import Rule, Since, hold, release, retain


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "retain", "delete content by a rule (hashes stay), or protect it")
    acts = command.add_subparsers(dest="retain_act", metavar="ACT", required=True)
    applying = place.register(acts, "apply", "delete what the rule no longer keeps")
    applying.add_argument("--rule", required=True, metavar="NAME", help="what the rule is called")
    applying.add_argument("--keep-days", required=True, type=int, metavar="DAYS")
    applying.add_argument("--sites", default="*", metavar="PATTERN", help="only of sites like this")
    applying.add_argument("--since", choices=[each.value for each in Since], default=Since.SEALING.value)
    applying.add_argument("--delete", action="store_true", help="do it; without this it is only told")
    applying.set_defaults(run=_apply)
    for name, text, act in (
        ("hold", "protect segments from every rule", hold),
        ("release", "end their protection", release),
    ):
        each = place.register(acts, name, text)
        each.add_argument("segments", nargs="+", type=int, metavar="INDEX")
        each.add_argument("--reason", required=True)
        each.set_defaults(run=_protect, protect=act)
        place.add(each, keys=True)
    place.add(applying, keys=True)


def _apply(asked: argparse.Namespace) -> int:
    rule = Rule(asked.rule, asked.keep_days, asked.sites, Since(asked.since))
    with place.session_of(asked) as session:
        done = retain(session, rule, system_clock(), dry_run=not asked.delete)
    say(
        asked,
        ("Isi dihapus; sidik dan bukti tetap.", "Content was deleted; hashes and proofs stay.")
        if asked.delete
        else ("Akan dihapus (tambahkan --delete):", "Would be deleted (add --delete):"),
    )
    table(
        asked,
        [
            (("segmen", "segments"), " ".join(map(str, done.deleted)) or "-"),
            (("diselesaikan", "finished"), " ".join(map(str, done.finished)) or "-"),
            (("ditahan", "held"), " ".join(map(str, done.held)) or "-"),
        ],
    )
    return 0


def _protect(asked: argparse.Namespace) -> int:
    with place.session_of(asked) as session:
        asked.protect(session, place.who(), asked.segments, asked.reason)
    say(asked, ("Dicatat.", "Noted."))
    return 0
