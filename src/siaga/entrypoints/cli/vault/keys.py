"""`siaga vault keys prepare | certify | take | rotate`: the life of signing keys (docs/how-to/keys.md)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.key_options import add_keys
from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import say, table
from siaga.foundation.clock import US_PER_SECOND, system_clock
from siaga.foundation.errors import UsageError
from siaga.vault.actions.certificates import prepare, take_certificate
from siaga.vault.actions.session import epochs, rotate
from siaga.vault.errors import NoteError
from siaga.vault.keys.ring import certify_epoch, open_root
from siaga.vault.tlog.note import VerifierKey


def register(commands: Any) -> None:
    """Add the acts."""
    command = place.register(commands, "keys", "prepare, certify and change the keys that sign the log")
    acts = command.add_subparsers(dest="key_act", metavar="ACT", required=True)
    preparing = place.register(acts, "prepare", "make the next month's key, to be certified and told")
    taking = place.register(acts, "take", "put the root's certificate beside the prepared key")
    taking.add_argument("certificate", metavar="FILE", help="what `keys certify` printed")
    rotating = place.register(acts, "rotate", "begin a new epoch now")
    for each, run in ((preparing, _prepare), (taking, _take), (rotating, _rotate)):
        place.add(each, keys=True)
        each.set_defaults(run=run)
    _register_certify(acts)


def _register_certify(acts: Any) -> None:
    certifying = place.register(
        acts, "certify", "sign a certificate with the root key, on the offline machine"
    )
    certifying.add_argument("--root-key", metavar="FILE", required=True)
    certifying.add_argument("--origin", required=True)
    certifying.add_argument("--epoch", type=int, required=True)
    certifying.add_argument("--key", metavar="VKEY", required=True, help="the epoch's verifier key")
    add_keys(certifying)
    certifying.set_defaults(run=_certify)


def _prepare(asked: argparse.Namespace) -> int:
    with place.session_of(asked) as session:
        number, key = prepare(session)
    _tell_key(asked, ("Kunci berikutnya disiapkan.", "The next key is prepared."), number, key)
    return 0


def _take(asked: argparse.Namespace) -> int:
    try:
        note = Path(asked.certificate).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{asked.certificate}: cannot be read: {error}") from None
    with place.session_of(asked) as session:
        number = take_certificate(session, note)
    say(asked, (f"Sertifikat untuk kunci {number} diterima.", f"The certificate for key {number} was taken."))
    return 0


def _rotate(asked: argparse.Namespace) -> int:
    with place.session_of(asked) as session:
        number = rotate(session)
        key = epochs(session).newest.key
        session.tell(place.who(), "rotate", [("epoch", str(number))])
    _tell_key(asked, ("Kunci diganti.", "The key was changed."), number, key)
    say(
        asked,
        (
            "Beri tahu pengelola saksi: tanpa kunci ini mereka tidak ikut menandatangani.",
            "Tell the witnesses' operators: without this key they do not cosign.",
        ),
    )
    return 0


def _certify(asked: argparse.Namespace) -> int:
    key = _key_of(asked)
    root = open_root(Path(asked.root_key), asked.origin, place.passphrase(asked))
    from_s = system_clock() // US_PER_SECOND
    sys.stdout.write(certify_epoch(root, asked.origin, asked.epoch, key, from_s))
    return 0


def _key_of(asked: argparse.Namespace) -> VerifierKey:
    try:
        key = VerifierKey.parse(asked.key)
    except NoteError as error:
        raise UsageError(f"--key: {error.reason}") from None
    if key.name != asked.origin:
        raise UsageError(f"--key: a key of {key.name}, not of {asked.origin}")
    if asked.epoch < 1:
        raise UsageError("--epoch: epochs are counted from 1")
    return key


def _tell_key(asked: argparse.Namespace, what: tuple[str, str], number: int, key: VerifierKey) -> None:
    say(asked, what)
    table(asked, [(("nomor", "number"), str(number)), (("kunci pemeriksa", "verifier key"), key.text)])
