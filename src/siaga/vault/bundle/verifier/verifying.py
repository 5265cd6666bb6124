"""The standalone verifier's last part: lines and segments up to the checkpoint, and the command."""

from __future__ import annotations

import argparse
import calendar
import hashlib
import sys
import time
import zipfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from siaga.vault.bundle.verifier.checking import Check
from siaga.vault.bundle.verifier.contents import entry, frame_holds, unpacked
from siaga.vault.bundle.verifier.notes import (
    ZONED,
    StopError,
    b64,
    canonical,
    included,
    load,
    need,
    root_of,
    say,
    sha256,
    shown,
)

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError, EOFError, zipfile.BadZipFile)


def check_lines(check: Check) -> int:
    """Check every proof of a line, and that `lines.txt` says just that; return how many there are."""
    told: list[str] = []
    for name, data in check.below("lines/"):
        proof = load(data, name, "line-proof/1")
        line, record, leaf = b64(proof["line"]), proof["record"], proof["leaf"]
        text = shown(line[:-1] if line.endswith(b"\n") else line)
        need(proof["text"] == text, name, "teks bukan isi baris itu", "the text is not that of the line")
        index, _ = check.leaf(proof["proof"].encode(), name, canonical(leaf))
        need(leaf["kind"] == "segment/1", name, "bukan segmen", "not a segment")
        salted, place = bytes.fromhex(proof["salt"]) + line, proof["number"]
        steps = (
            (canonical(record), proof["frame"], leaf["frames"], "frame_path", leaf["frames_root"]),
            (salted, place, record["lines"], "line_path", record["lines_root"]),
        )
        for step, at, size, path, root in steps:
            hashes = [bytes.fromhex(each) for each in proof[path]]
            included(step, at, size, hashes, bytes.fromhex(root), f"{name}, {path}")
        good = len(proof["salt"]) == 32 and 0 <= record["source"] < len(leaf["sources"])
        need(good, name, "bukti cacat", "a broken proof")
        told.append(entry(len(told) + 1, proof, index))
    text = "".join(told)
    if told or "lines.txt" in check.files:
        same = check.read("lines.txt") == text.encode()
        need(same, "lines.txt", "bukan baris yang dibuktikan", "not the lines proven")
    sys.stdout.write(text)
    return len(told)


def check_segment(check: Check, folder: str) -> None:
    """Check a whole segment: leaf, manifest, every frame, and its lines if they can be unpacked."""
    index, data = check.leaf(check.read(folder + "leaf.tlog-proof"), folder)
    leaf = load(data, folder, "segment/1")
    stored, listed = check.read(folder + "segment.zst"), check.read(folder + "manifest.json")
    manifest = load(listed, folder, "manifest/1")
    for part, found in (("segment", stored), ("manifest", listed)):
        good = leaf[part] == {"sha256": sha256(found).hex(), "size": len(found)}
        need(good, folder + part, "bukan yang disegel", "not what was sealed")
    frames, position, shut = manifest["frames"], 0, False
    total = (sum(each["lines"] for each in frames), sum(each["raw_size"] for each in frames))
    agree = root_of(map(canonical, frames)) == leaf["frames_root"] and total == (
        leaf["lines"],
        leaf["raw_bytes"],
    )
    same = manifest["sources"] == leaf["sources"] and len(frames) == leaf["frames"] and agree
    need(same, folder, "manifes lain dari segel", "the manifest contradicts the leaf")
    for number, frame in enumerate(frames):
        where = f"{folder}segment.zst, frame {number}"
        piece = stored[position : position + frame["size"]]
        good = frame["offset"] == position and sha256(piece).hex() == frame["sha256"]
        need(good and 0 <= frame["source"] < len(leaf["sources"]), where, "bingkai lain", "another frame")
        frame_holds(piece, frame["raw_size"], where)
        position += frame["size"]
        raw = unpacked(piece, frame["raw_size"])
        if raw is None:
            shut = True
        else:
            root = lines_root(raw, manifest["secret"], number)
            good = len(raw) == frame["raw_size"] and root == frame["lines_root"]
            need(good, where, "isi bukan yang disegel", "its content is not what was sealed")
    need(position == len(stored), folder, "ada sisa di belakang", "bytes after the last frame")
    say(
        f"Segmen {index}: {len(frames)} bingkai, {leaf['lines']} baris utuh",
        f"segment {index}: as it was sealed",
    )
    if shut:
        say(
            "Isi tidak dibuka: tidak ada zstandard atau zstd",
            "not unpacked: no module zstandard, no program zstd",
        )


def lines_root(raw: bytes, secret: str, frame: int) -> str:
    """Return the root of a frame's line tree, in hex (docs/vault.md, "Manifest")."""
    lines = [each + b"\n" for each in raw.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    lines = lines if lines[-1] else lines[:-1]
    seed = b"siaga.line-salts/1\n" + bytes.fromhex(secret) + frame.to_bytes(4, "big")
    salts = hashlib.shake_256(seed).digest(16 * len(lines))
    return root_of(salts[16 * at : 16 * at + 16] + line for at, line in enumerate(lines))


def verify(options: argparse.Namespace) -> None:
    """Verify a bundle; raise StopError if it does not hold."""
    check = Check(options)
    check.keys()
    check.witnesses()
    check.outside()
    check.stamps()
    lines = check_lines(check)
    folders = sorted({name[: name.rindex("/") + 1] for name in check.files if name.startswith("segments/")})
    for folder in folders:
        check_segment(check, folder)
    need(lines or folders, str(options.bundle), "tidak ada bukti di dalamnya", "there is no evidence in it")
    say(
        "Hanya yang tertulis di atas yang dibuktikan; README dan formulir adalah kertas pengantar",
        "only what is printed above is proven; README and form are accompanying papers",
    )
    for given, name_id, name_en in (
        (options.policy, "kebijakan (saksi)", "the policy (witnesses)"),
        (options.policy or options.root, "kunci log", "the log's key"),
    ):
        if not given:
            say(
                f"PERINGATAN: {name_id} hanya dari bundel ini; siapa pun dapat membuat bundel seperti itu",
                f"WARNING: {name_en} came from this bundle only, and anybody can make such a bundle:"
                " get --policy or --root from elsewhere",
            )


def moment(text: str) -> int:
    """Read a time in UTC: 2026-11-20 or 2026-11-20T08:00:00Z."""
    return calendar.timegm(time.strptime(text, ZONED if "T" in text else "%Y-%m-%d"))


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="siaga_verify.py", description="Verifikasi / verify")
    parser.add_argument("bundle", type=Path)
    for name in ("--policy", "--checkpoint", "--consistency", "--tsa"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--root")
    parser.add_argument("--not-before", type=moment)
    options = parser.parse_args(arguments)
    try:
        import_module("cryptography")
        verify(options)
    except ImportError:
        return _end(3, "cryptography", "paket ini tidak ada", "this package is missing")
    except OSError as error:
        return _end(3, str(error.filename), "tidak terbaca", f"cannot be read: {error.strerror}")
    except StopError as stop:
        return _end(*stop.args)
    except MALFORMED as error:
        return _end(1, str(options.bundle), "cacat", f"malformed: {type(error).__name__}: {error}")
    outside = options.policy or options.root
    good, alone = "TERVERIFIKASI / VERIFIED", "UTUH, SUMBER BELUM DIUJI / INTACT, ORIGIN NOT TESTED"
    sys.stdout.write(f"{good if outside else alone}\n")
    return 0


def _end(code: int, where: str, why_id: str, why_en: str) -> int:
    word = "TIDAK TERVERIFIKASI / NOT VERIFIED" if code == 1 else "TIDAK DAPAT DIPERIKSA / COULD NOT LOOK"
    sys.stdout.write(f"{word}: {shown(where)}\n")
    say(shown(why_id), shown(why_en))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
