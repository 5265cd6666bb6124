"""Put the certificates in a time stamp into the order that DER wants, which some authorities do not keep.

They stand in a SET OF (RFC 5652 §5.1), sorted by their bytes in DER (X.690 §11.6). OpenSSL's `ts` writes them
as they come, and rfc3161-client refuses such answers. No signature covers their order.
"""

from __future__ import annotations

from dataclasses import dataclass

_SEQUENCE, _SET, _OID, _INTEGER, _CONTEXT_0 = 0x30, 0x31, 0x06, 0x02, 0xA0
_MOST_LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class _Value:
    """A DER value: where it starts, where its contents start, and where both end (offsets in bytes)."""

    tag: int
    start: int
    inside: int
    end: int


def with_sorted_certificates(response: bytes) -> bytes:
    """Return a TimeStampResp (DER) with sorted certificates; anything else as it is, for others to refuse."""
    try:
        found = _certificates(response)
    except (ValueError, IndexError):
        return response
    if found is None:
        return response
    each = sorted(response[value.start : value.end] for value in _inside(response, found))
    return response[: found.inside] + b"".join(each) + response[found.end :]


def _certificates(data: bytes) -> _Value | None:
    """Walk TimeStampResp > timeStampToken > content > SignedData > certificates; None if there are none."""
    whole = _expect(_value(data, 0, len(data)), _SEQUENCE)
    parts = _inside(data, whole)
    if len(parts) < 2:
        return None  # a refusal has no token
    token = _inside(data, _expect(parts[1], _SEQUENCE))
    _expect(token[0], _OID)
    signed = _inside(data, _expect(_inside(data, _expect(token[1], _CONTEXT_0))[0], _SEQUENCE))
    for value, tag in zip(signed[:3], (_INTEGER, _SET, _SEQUENCE), strict=True):
        _expect(value, tag)
    return signed[3] if signed[3].tag == _CONTEXT_0 else None


def _inside(data: bytes, outer: _Value) -> list[_Value]:
    found = []
    at = outer.inside
    while at < outer.end:
        found.append(_value(data, at, outer.end))
        at = found[-1].end
    return found


def _value(data: bytes, start: int, limit: int) -> _Value:
    tag, length, inside = data[start], data[start + 1], start + 2
    if tag & 0x1F == 0x1F:
        raise ValueError("a tag of several bytes")
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= _MOST_LENGTH_BYTES:
            raise ValueError("an indefinite or too large length")
        length = int.from_bytes(data[inside : inside + count], "big")
        inside += count
    if inside + length > limit:
        raise ValueError("longer than what it stands in")
    return _Value(tag, start, inside, inside + length)


def _expect(value: _Value, tag: int) -> _Value:
    if value.tag != tag:
        raise ValueError(f"tag {value.tag:#x} instead of {tag:#x}")
    return value
