"""How a script came to the site: an upload, a PUT, an FTP transfer, a code editor or a hole shortly before."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.detection.applications.meaning import act_of
from siaga.detection.behaviours.web_shell.holes import shots_before
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import near
from siaga.foundation.urls import plain_path

_FILE_ACTS = frozenset({"edit_code", "install_code", "upload_file"})

WITHIN_US = 24 * 3_600 * 1_000_000
"""An upload counts when the script is first used this soon after it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a script may have come, with points for a suspicion.

    `strong`: the sender used a way that takes files; `placed`: this very script was seen arriving;
    `shot`: at a hole, of which nobody knows whether it was hit, unless the script's answers show it.
    """

    points: int = 0
    en: str = ""
    idn: str = ""
    strong: bool = False
    placed: bool = False
    shot: bool = False
    lines: list[Move | Happening] = field(default_factory=list)
    clients: set[str] = field(default_factory=set)


def arrival_of(scene: Scene, path: bytes, first: Move) -> Arrival:
    """Look back from the first use of a path for the way it came."""
    put = [
        move
        for move in scene.by_path.get(path, [])
        if move.method in (b"PUT", b"MOVE", b"COPY") and move.status in (200, 201, 204)
    ]
    if put:
        return Arrival(
            4,
            "it was put there by a PUT request",
            "ia ditaruh lewat permintaan PUT",
            strong=True,
            placed=True,
            lines=[put[0]],
            clients={put[0].client},
        )
    sent = _by_transfer(scene, path, first)
    if sent is not None:
        text = f"it was uploaded by FTP as user {sent.event.user or '?'}"
        return Arrival(
            3,
            text,
            f"ia diunggah lewat FTP oleh pengguna {sent.event.user or '?'}",
            strong=True,
            placed=True,
            lines=[sent],
            clients={sent.event.client_ip} - {""},
        )
    upload = _by_upload(scene, first)
    strong = upload is not None and (bool(upload.kind & Kind.UPLOAD) or _takes_files(upload))
    shots = [] if strong else shots_before(scene, first)
    if shots:
        return Arrival(
            2,
            "the same address shot at a hole of the site right before, and found it there at once",
            "alamat yang sama baru saja menembak celah situs, lalu langsung menemukannya di sana",
            strong=True, shot=True, lines=[shots[-1]], clients={first.client},
        )  # fmt: skip
    if upload is not None:
        return Arrival(
            3 if strong else 1,
            "the same place sent a file or form shortly before its first use",
            "alamat yang sama mengirim berkas atau formulir sesaat sebelum pemakaian pertama",
            strong=strong, lines=[upload], clients={upload.client},
        )  # fmt: skip
    return Arrival()


def _by_transfer(scene: Scene, path: bytes, first: Move) -> Happening | None:
    name = plain_path(path).rpartition("/")[2]
    found = None
    for happening in scene.around:
        event = happening.event
        if event.action != "upload" or event.outcome == "failure":
            continue
        if event.time_us - first.time_us > WITHIN_US // 24:
            continue
        if event.object.lower().rpartition("/")[2] == name:
            found = happening
    return found


def _by_upload(scene: Scene, first: Move) -> Move | None:
    """Return the last body sent before the first use by that client or a neighbour, best kind first."""
    best: Move | None = None
    for move in scene.writes_near.get(near(first.client), []):
        if not 0 <= first.time_us - move.time_us <= WITHIN_US or move.path == first.path:
            continue
        if move.path.endswith(b"/wp-cron.php"):  # WordPress calls itself
            continue
        if move.status >= 400 and move.status != 500:
            continue
        if best is None or _rank(move) >= _rank(best):
            best = move
    return best


def _takes_files(move: Move) -> bool:
    act = act_of(move)
    return act is not None and act[1].name in _FILE_ACTS


def _rank(move: Move) -> tuple[int, int]:
    return (2 if _takes_files(move) else 1 if move.kind & Kind.UPLOAD else 0, move.time_us)
