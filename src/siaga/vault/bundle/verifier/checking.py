"""The standalone verifier's fourth part: the files, keys and checkpoint of a bundle."""

from __future__ import annotations

import argparse
import hashlib
from typing import Any

from siaga.vault.bundle.verifier.contents import files
from siaga.vault.bundle.verifier.notes import (
    Key,
    Note,
    Policy,
    b64,
    included,
    load,
    need,
    say,
    sha256,
    shown,
    utc,
    vkey,
)
from siaga.vault.bundle.verifier.stamping import stamp_time

MOST_BYTES = 128 << 20
"""Bytes of one file of a bundle."""


class Check:
    """One verification of one bundle, step by step; every step raises StopError if it fails."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.files, self.hashes = options, files(options.bundle), {}
        listing = load(self.read("bundle.json"), "bundle.json", "bundle/1")
        self.hashes = {each["path"]: each["sha256"] for each in listing["files"]}
        for name in sorted({*self.files} ^ {*self.hashes, "bundle.json"}):
            need(0, name, "berkas ditambahkan atau hilang", "a file was added or is missing")
        for name in self.hashes:
            self.read(name)
        self.head = Note(self.read("checkpoint"), "checkpoint")
        self.policy = Policy(options.policy.read_bytes() if options.policy else self.read("policy"))
        vault = load(self.read("vault.json"), "vault.json", "vault/1")
        self.root = vkey(options.root or vault["root_vkey"])
        self.epochs: list[tuple[int, dict[str, Any], Key]] = []
        self.kept: dict[int, Note] = {}

    def read(self, name: str) -> bytes:
        """Return a file's bytes, a bounded number of them, checked against their listed hash."""
        need(name in self.files, name, "tidak ada", "is missing")
        with self.files[name]() as file:
            data = bytes(file.read(MOST_BYTES + 1))
        good = len(data) <= MOST_BYTES and self.hashes.get(name) in {None, sha256(data).hex()}
        need(good, name, "sidik digitalnya lain dari daftar", "its hash is not the one listed")
        return data

    def below(self, folder: str) -> list[tuple[str, bytes]]:
        """Return the files of a folder of the bundle."""
        return [(name, self.read(name)) for name in sorted(self.files) if name.startswith(folder)]

    def leaf(self, proof: bytes, where: str, leaf: bytes | None = None) -> tuple[int, bytes]:
        """Return index and bytes of the leaf that a tlog-proof proves."""
        head, _, note = proof.partition(b"\n\n")
        need(note == self.head.data, where, "bukti untuk checkpoint lain", "a proof for another checkpoint")
        lines = head.decode().split("\n")
        extra = b64(lines.pop(1)[6:]) if lines[1].startswith("extra ") else b""
        data, index = extra if leaf is None else leaf, int(lines[1][6:])
        good = lines[0] == "c2sp.org/tlog-proof@v1" and lines[1] == f"index {index}"
        need(good, where, "bukan bukti", "not a tlog-proof")
        path = [b64(each) for each in lines[2:]]
        included(data, index, self.head.size, path, self.head.root, where)
        return index, data

    def epoch_of(self, note: Note) -> int:
        """Return the place of the one epoch whose key may sign this checkpoint, and did."""
        place = max((at for at, each in enumerate(self.epochs) if each[0] + 1 < note.size), default=0)
        why = "tidak ditandatangani kunci masanya", "not signed by the key of its epoch"
        need(note.signed_at(self.epochs[place][2]), note.where, *why)
        return place

    def certified(self, leaf: dict[str, Any], where: str) -> bool:
        """Say whether the root certified an epoch's key; refuse a wrong certificate."""
        if not leaf["certificate"]:
            return False
        note = Note(leaf["certificate"].encode(), where)
        wanted = [self.head.origin, str(leaf["epoch"]), leaf["vkey"]]
        good = (
            note.signed_at(self.root)
            and note.lines[1:4] == wanted
            and int(note.lines[4]) * 10**6 <= leaf["at"]
        )
        need(good, where, "sertifikat kunci salah", "a wrong certificate of the key")
        return True

    def keys(self) -> None:
        """Check the epochs' keys, who vouches for them, and the log's signature."""
        for name, proof in self.below("keys/"):
            index, data = self.leaf(proof, name)
            leaf = load(data, name, "key/1")
            self.epochs.append((index, leaf, vkey(leaf["vkey"])))
        self.epochs.sort(key=lambda each: each[0])
        numbers = [leaf["epoch"] - at for at, (_, leaf, _) in enumerate(self.epochs)]
        good = (
            self.epochs
            and len(set(numbers)) == 1
            and {key.name for *_, key in self.epochs} == {self.head.origin}
        )
        need(
            good and self.epochs[0][0] == 0,
            "keys",
            "kunci tidak berurutan",
            "keys that do not follow each other",
        )
        for name, data in self.below("history/"):
            old = Note(data, name)
            self.epoch_of(old)
            self.follows(old)
            self.kept[old.size] = old
        vouched, own = False, not (self.options.policy or self.options.root)
        for index, leaf, key in self.epochs[: self.epoch_of(self.head) + 1]:
            listed = key in self.policy.logs and (own or self.options.policy)
            certified = self.certified(leaf, f"key of epoch {leaf['epoch']}") and (own or self.options.root)
            # The checkpoint that admits a key is signed by the key before it.
            vouched = bool(listed or certified or (vouched and index + 1 in self.kept))
        need(vouched, "checkpoint", "tidak ada yang menjamin kunci log", "nobody vouches for the log's key")
        shown_keys = [key for *_, key in self.epochs]
        more = [key for key in self.policy.logs if key.name == self.head.origin and key not in shown_keys]
        if more:
            say(
                f"PERHATIAN: kebijakan mengenal {len(more)} kunci log ini yang tidak ada di bundel",
                f"the policy knows {len(more)} more key(s) of this log: the bundle is older, or hides them",
            )

    def follows(self, old: Note) -> None:
        """Refuse unless the bundle's log and another checkpoint of it are one history."""
        extra, name = self.options.consistency, f"consistency/{old.size}.json"
        if name in self.files:
            data = self.read(name)
        else:
            wanted = f"{min(old.size, self.head.size)} -> {max(old.size, self.head.size)}"
            why = f"perlu --consistency ({wanted})", f"needs --consistency ({wanted}) from the vault"
            need(extra or old.size == self.head.size, old.where, *why, 3)
            data = extra.read_bytes() if extra else b""
        path = load(data, name, "consistency/1") if data else {"path": []}
        first, second = (old, self.head) if old.size <= self.head.size else (self.head, old)
        good = not data or (path["old"], path["new"]) == (first.size, second.size)
        need(good, name, "bukti untuk checkpoint lain", "a proof for other checkpoints")
        second.begins_with(first, [bytes.fromhex(each) for each in path["path"]])

    def witnesses(self) -> None:
        """Check the quorum of witnesses, none of them older than --not-before, and tell their times."""
        head, since = self.head, self.options.not_before
        where = f"checkpoint, {head.size} leaves"
        times = {name: max(head.signed_at(key), default=-1) for name, key in self.policy.witnesses.items()}
        seen = {name: at for name, at in times.items() if at >= 0}
        need(self.policy.satisfied(seen), where, "kuorum saksi tidak tercapai", "no quorum of witnesses")
        say(
            f"CHECKPOINT: {head.size} catatan dalam log {shown(head.origin)}",
            f"{head.size} leaves in this log",
        )
        for name, at in sorted(seen.items()):
            known = f"witness {shown(name)}: then this was the newest checkpoint it knew"
            say(f"SAKSI {shown(name)}: {utc(at)}", known)
        if not seen:
            say("TANPA SAKSI: waktu hanya menurut log", "no witness: all times are the log's own word")
        if since is not None:
            fresh = [name for name, at in seen.items() if at >= since]
            why = "lebih lama dari --not-before", "older than --not-before (or nobody witnessed its time)"
            need(fresh and self.policy.satisfied(fresh), where, *why)

    def outside(self) -> None:
        """Compare with a checkpoint that others kept."""
        if self.options.checkpoint:
            kept = Note(self.options.checkpoint.read_bytes(), str(self.options.checkpoint))
            self.follows(kept)
            say(
                f"Satu riwayat dengan checkpoint dari luar ({kept.size} catatan)",
                f"one history with the outside checkpoint of {kept.size} leaves",
            )

    def stamps(self) -> None:
        """Check that each time stamp is of its checkpoint; with --tsa, also who signed it."""
        found, tsa = self.below("anchors/"), self.options.tsa
        roots = tsa.read_bytes() if tsa else b""
        need(found or not tsa, "anchors", "tidak ada cap waktu", "there is no time stamp")
        for name, data in found:
            size = int(name[len("anchors/") : -len(".tsr")])
            need(size in self.kept, name, "checkpoint-nya tidak ada", "its checkpoint is missing")
            note = self.kept[size].data
            hashes = [hashlib.new(each, note).digest() for each in ("sha256", "sha384", "sha512")]
            need(
                any(each in data for each in hashes),
                name,
                "cap waktu untuk hal lain",
                "stamps something else",
            )
            at = stamp_time(data, note, roots, name) if tsa else None
            need(at is not None or not tsa, name, "program openssl tidak ada", "no program openssl here", 3)
            if at is None:
                command = f"openssl ts -verify -in {name} -data history/{size} -CAfile TSA.pem"
                say(
                    f"Cap waktu {size}: BELUM DIPERIKSA; berikan --tsa, atau periksa sendiri",
                    f"time stamp {size}: NOT LOOKED AT; give --tsa, or check it with: {command}",
                )
            else:
                say(
                    f"CAP WAKTU {size}: {utc(at)}",
                    f"an authority below --tsa stamped the checkpoint of {size} leaves then",
                )
