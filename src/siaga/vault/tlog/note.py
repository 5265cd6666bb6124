"""Read, write, sign and verify signed notes and verifier keys (C2SP signed-note)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from siaga.vault.errors import NoteError
from siaga.vault.tlog.spelling import from_base64, to_base64

ED25519: Final = 1
"""Signature type: Ed25519 over the note's text."""

COSIGNATURE_V1: Final = 4
"""Signature type: timestamped Ed25519 cosignature (C2SP tlog-cosignature)."""

KEY_ID_BYTES: Final = 4
MOST_NOTE_BYTES: Final = 1_000_000
MOST_SIGNATURES: Final = 100

_PUBLIC_BYTES = 32
_DASH = "\u2014 "


@dataclass(frozen=True)
class Signature:
    """One signature line; `signature` is what follows the key id, as the key's type defines it."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """Return the line, with its newline."""
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.signature)}\n"

    @classmethod
    def parse(cls, line: str, place: str) -> Self:
        """Read a line without its newline; NoteError if it is none."""
        name, gap, text = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not gap or not _is_key_name(name):
            raise NoteError(place, f"not a signature line: {line[:100]!r}")
        try:
            data = from_base64(text)
        except ValueError as error:
            raise NoteError(place, f"signature by {name[:100]}: {error}") from error
        if len(data) <= KEY_ID_BYTES:
            raise NoteError(place, f"signature by {name[:100]}: too short")
        return cls(name, data[:KEY_ID_BYTES], data[KEY_ID_BYTES:])


@dataclass(frozen=True)
class SignedNote:
    """A text, which ends in a newline, and its signatures; nothing about them is verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, data: bytes, place: str) -> Self:
        """Read a signed note; NoteError if it is malformed, above 1 MB or 100 signatures."""
        if len(data) > MOST_NOTE_BYTES:
            raise NoteError(place, f"longer than {MOST_NOTE_BYTES} bytes")
        try:
            whole = data.decode()
        except UnicodeDecodeError as error:
            raise NoteError(place, f"not UTF-8: {error}") from error
        text, gap, lines = whole.rpartition("\n\n")
        if not gap or not lines.endswith("\n"):
            raise NoteError(place, "no blank line and signature lines, each with its newline, at the end")
        check_text(whole, place)
        each = lines[:-1].split("\n")
        if len(each) > MOST_SIGNATURES:
            raise NoteError(place, f"more than {MOST_SIGNATURES} signatures")
        return cls(text + "\n", tuple(Signature.parse(line, place) for line in each))

    def encode(self) -> bytes:
        """Return the bytes of the note; NoteError if it could not be read back."""
        check_text(self.text, "note")
        if not self.signatures:
            raise NoteError("note", "without signatures")
        return (self.text + "\n" + "".join(each.line() for each in self.signatures)).encode()

    def with_signatures(self, more: Iterable[Signature]) -> Self:
        """Return the note with `more` signatures after its own; those it has already are not repeated."""
        return replace(self, signatures=tuple(dict.fromkeys([*self.signatures, *more])))


@dataclass(frozen=True)
class VerifierKey:
    """A public key under a name: `type` is ED25519 or COSIGNATURE_V1, `public` 32 bytes (RFC 8032)."""

    name: str
    type: int
    public: bytes

    @classmethod
    def of(cls, name: str, type_: int, public: bytes) -> Self:
        """Return the key; NoteError if the name or the key cannot be one."""
        if not _is_key_name(name):
            raise NoteError("verifier key", f"not a key name: {name[:100]!r}")
        if type_ not in {ED25519, COSIGNATURE_V1} or len(public) != _PUBLIC_BYTES:
            raise NoteError("verifier key", f"{name[:100]}: not an Ed25519 key of a type known here")
        return cls(name, type_, public)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `name+id+base64(type || public)`; NoteError if malformed, of another type, or of wrong id."""
        name, _, rest = text.partition("+")
        _, _, encoded = rest.partition("+")
        try:
            data = from_base64(encoded)
        except ValueError as error:
            raise NoteError("verifier key", f"{text[:100]!r}: {error}") from error
        key = cls.of(name, data[0] if data else 0, data[1:])
        if key.text != text:
            raise NoteError("verifier key", f"{text[:100]!r}: the key id is not that of the key")
        return key

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256(name || newline || type || public)."""
        return sha256(f"{self.name}\n".encode() + bytes([self.type]) + self.public).digest()[:KEY_ID_BYTES]

    @property
    def text(self) -> str:
        """The vkey as it stands in configuration and policies."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes([self.type]) + self.public)}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Say whether `signature` (64 bytes) over `message` is by this key (RFC 8032)."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


class Signer:
    """Signs notes with an Ed25519 key under a name."""

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.verifier = VerifierKey.of(name, ED25519, private.public_key().public_bytes_raw())

    def sign(self, text: str) -> Signature:
        """Return the signature over a note's text; NoteError if the text cannot be a note's."""
        check_text(text, "note")
        return Signature(self.verifier.name, self.verifier.key_id, self._private.sign(text.encode()))


def verify(note: SignedNote, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Return which of `keys` (those of type ED25519) signed the note, in the order of the signatures.

    Signatures by other keys are ignored. NoteError if one by a known key is wrong, or if there is none.
    """
    message = note.text.encode()
    found = []
    for key, signature in by_known_keys(note, keys, ED25519):
        if not key.verifies(signature.signature, message):
            raise NoteError("note", f"the signature by {key.name} is wrong")
        found.append(key)
    if not found:
        raise NoteError("note", "no signature by a known key")
    return tuple(dict.fromkeys(found))


def by_known_keys(
    note: SignedNote, keys: Iterable[VerifierKey], type_: int
) -> Iterator[tuple[VerifierKey, Signature]]:
    """Yield the signatures whose name and key id are those of a key of this type, with the key; unverified.

    NoteError if two different keys share both: which one is meant could not be known.
    """
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in keys:
        if key.type == type_ and known.setdefault((key.name, key.key_id), key) != key:
            raise NoteError("verifier key", f"two keys named {key.name} have one key id")
    for signature in note.signatures:
        if match := known.get((signature.name, signature.key_id)):
            yield match, signature


def check_text(text: str, place: str) -> None:
    """Raise NoteError unless this can be a note's text: UTF-8, no control characters, a last newline."""
    if not text.endswith("\n"):
        raise NoteError(place, "the text does not end with a newline")
    if not _is_printable(text.replace("\n", "")):
        raise NoteError(place, "the text holds a control character or is not UTF-8")


def _is_key_name(name: str) -> bool:
    return bool(name) and _is_printable(name) and not any(each == "+" or each.isspace() for each in name)


def _is_printable(text: str) -> bool:
    """Say whether the text has neither ASCII control characters nor halves of surrogate pairs."""
    return not any(each < " " or "\ud800" <= each <= "\udfff" for each in text)
