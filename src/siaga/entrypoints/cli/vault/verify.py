"""`siaga vault verify`: checks everything in a vault and says what it checked."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import bytes_text, chosen, say, table
from siaga.foundation.clock import system_clock
from siaga.foundation.errors import UsageError
from siaga.foundation.executor.opening import open_executor
from siaga.foundation.terminal import printable, quiet_json
from siaga.vault.actions.verify import verify
from siaga.vault.anchors.check import read_roots
from siaga.vault.canonical import Json, encode
from siaga.vault.tlog.policy import Policy
from siaga.vault.verifying.result import Check, Said, State, Verification, Words

EXIT = {State.OK: 0, State.WRONG: 10, State.COULD_NOT_LOOK: 20}
"""Exit status by the worst that was found; 2 is usage, 1 our own failure."""

_MARKS = {State.OK: "✓", State.WRONG: "✗", State.COULD_NOT_LOOK: "?"}
_VERDICT = {
    State.OK: Words("Yang diperiksa sesuai dengan log.", "What was checked is what the log says."),
    State.WRONG: Words(
        "TIDAK SESUAI: ada yang bertentangan dengan log.", "WRONG: something contradicts the log."
    ),
    State.COULD_NOT_LOOK: Words("Sebagian tidak dapat diperiksa.", "Part of it could not be looked at."),
}
_NOTHING = Words("tidak ada yang perlu diperiksa", "there is nothing to look at")


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "verify", "check everything in the vault, and say what was checked")
    place.add(command)
    command.add_argument("--deep", action="store_true", help="unpack every frame and hash its lines, too")
    outside = command.add_argument_group("kept outside the vault (what makes a verification mean something)")
    outside.add_argument("--policy", metavar="FILE", help="the policy as you were given it")
    outside.add_argument("--root", metavar="VKEY", default="", help="the root's verifier key")
    outside.add_argument(
        "--checkpoint",
        metavar="FILE",
        action="append",
        default=[],
        help="one that was published (repeatable)",
    )
    outside.add_argument(
        "--tsa-roots", metavar="FILE", help="root certificates of the time-stamping authority"
    )
    command.add_argument("--executor", default="local", metavar="local|dask://HOST:PORT")
    command.add_argument("--processes", type=int, default=1, metavar="N")
    command.add_argument("--json", action="store_true", help="the result as JSON")
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    storage = place.storage_of(asked)
    policy = Policy.parse(_read(asked.policy), asked.policy) if asked.policy else None
    published = [_read(each) for each in asked.checkpoint]
    roots = read_roots(Path(asked.tsa_roots)) if asked.tsa_roots else ()
    with closing(open_executor(asked.executor, asked.processes)) as executor:
        found = verify(
            storage,
            now_us=system_clock(),
            deep=asked.deep,
            policy=policy,
            published=published,
            root_vkey=asked.root,
            roots=roots,
            executor=executor,
        )
    if asked.json:
        sys.stdout.write(quiet_json(encode(_json(found)).decode()) + "\n")
    else:
        _show(asked, found)
    return EXIT[found.state]


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _show(asked: argparse.Namespace, found: Verification) -> None:
    table(
        asked,
        [
            (("brankas", "vault"), found.place),
            (("log", "log"), found.origin),
            (("daun", "leaves"), f"{found.size:,}"),
            (("akar", "root"), found.root.hex()),
            (("byte tersimpan diperiksa", "stored bytes checked"), bytes_text(found.stored_bytes)),
        ],
    )
    sys.stdout.write("\n")
    for check in found.checks:
        _show_check(asked, check)
    sys.stdout.write("\n")
    say(asked, _VERDICT[found.state])
    if not found.deep:
        say(
            asked,
            (
                "Isi bingkai tidak dibongkar (--deep membongkarnya dan menghitung ulang pohon baris).",
                "Frames were not unpacked (--deep does, and works out the lines' trees).",
            ),
        )
    if asked.policy is None or not asked.root:
        say(
            asked,
            (
                "Kebijakan atau kunci induk milik brankas itu: berikan salinan luar (--policy, --root).",
                "Policy or root key are the vault's own: give copies kept outside (--policy, --root).",
            ),
        )


def _show_check(asked: argparse.Namespace, check: Check) -> None:
    nothing = check.state is State.OK and not check.looked
    sentence = _NOTHING if nothing else check.sentence
    said = f"{chosen(asked, check.title)}: {chosen(asked, sentence)}"
    sys.stdout.write(f"{'-' if nothing else _MARKS[check.state]} {printable(said)}\n")
    for mark, some, total in (
        ("✗", check.wrong[1:], check.wrong_total - 1),
        ("?", check.unseen[not check.wrong_total :], check.unseen_total - (not check.wrong_total)),
        ("·", check.told, check.told_total),
    ):
        for each in some:
            sys.stdout.write(f"    {mark} {printable(_said(asked, each))}\n")
        if total > len(some):
            more = ("lainnya", "more")
            sys.stdout.write(f"    {mark} … {total - len(some)} {chosen(asked, more)}\n")


def _said(asked: argparse.Namespace, each: Said) -> str:
    detail = f" ({each.detail})" if each.detail else ""
    place_said = f"{each.place}: " if each.place else ""
    return f"{place_said}{chosen(asked, each.words)}{detail}"


def _json(found: Verification) -> Json:
    return {
        "kind": "verification/1",
        "place": found.place,
        "origin": found.origin,
        "size": found.size,
        "root": found.root.hex(),
        "deep": int(found.deep),
        "stored_bytes": found.stored_bytes,
        "state": found.state.value,
        "checks": [_check_json(each) for each in found.checks],
    }


def _check_json(check: Check) -> Json:
    return {
        "name": check.name,
        "title": {"id": check.title.id, "en": check.title.en},
        "state": check.state.value,
        "looked": check.looked,
        "wrong": [_said_json(each) for each in check.wrong],
        "wrong_total": check.wrong_total,
        "could_not_look": [_said_json(each) for each in check.unseen],
        "could_not_look_total": check.unseen_total,
        "told": [_said_json(each) for each in check.told],
        "told_total": check.told_total,
    }


def _said_json(said: Said) -> Json:
    return {"place": said.place, "id": said.words.id, "en": said.words.en, "detail": said.detail}
