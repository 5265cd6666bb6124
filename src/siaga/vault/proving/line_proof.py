"""The document by which one line is shown without its neighbours: `line-proof/1`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siaga.vault.canonical import decode_object, encode
from siaga.vault.errors import TamperedError
from siaga.vault.record import from_json, to_json
from siaga.vault.segments.frame import FrameRecord
from siaga.vault.tlog.spelling import from_base64, to_base64


@dataclass(frozen=True, slots=True)
class LineProof:
    """`line-proof/1`, from the line up to the log (docs/vault.md, "Manifest").

    `number` is the line's place in its frame and `frame` the frame's in its segment, both from 0; `line_path`
    leads to `record.lines_root`, `frame_path` to the leaf's `frames_root`; `leaf` are the canonical bytes of
    the `segment/1` leaf, `proof` its C2SP tlog-proof. It holds neither the manifest's secret nor any other
    line's bytes.
    """

    KIND: ClassVar[str] = "line-proof/1"

    line: bytes
    salt: bytes
    number: int
    line_path: tuple[bytes, ...]
    frame: int
    record: FrameRecord
    frame_path: tuple[bytes, ...]
    leaf: bytes
    proof: str

    def encode(self) -> bytes:
        """Return the document: the line as base64 and as text for people, the leaf as the object it is."""
        return encode(
            {
                **to_json(self),
                "kind": self.KIND,
                "line": to_base64(self.line),
                "text": as_text(self.line),
                "leaf": decode_object(self.leaf, "leaf"),
            }
        )

    @classmethod
    def parse(cls, data: bytes, place: str) -> LineProof:
        """Read a document; raise TamperedError if it is none or its text is not that of its line."""
        value = decode_object(data, place)
        if value.pop("kind", "") != cls.KIND:
            raise TamperedError(place, f"not a {cls.KIND}")
        text, line, leaf = (value.get(each, "") for each in ("text", "line", "leaf"))
        value.pop("text", None)
        try:
            exact = from_base64(line) if isinstance(line, str) else b""
        except ValueError as error:
            raise TamperedError(f"{place}, line", str(error)) from error
        if text != as_text(exact):
            raise TamperedError(f"{place}, text", "the text is not that of the line's bytes")
        return from_json(cls, {**value, "line": exact.hex(), "leaf": encode(leaf).hex()}, place)


def as_text(line: bytes) -> str:
    r"""Return a line for people's eyes, without its line feed: what is not printable ASCII as \xNN.

    Only the base64 is exact: a log may hold "\x1b" spelled out, too. A terminal does nothing odd with it.
    """
    return "".join(
        chr(octet) if 0x20 <= octet < 0x7F else f"\\x{octet:02x}" for octet in line.removesuffix(b"\n")
    )
