"""Check a stored time stamp (RFC 3161) against a checkpoint and an authority's root certificate, offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ObjectIdentifier
from rfc3161_client import (
    Accuracy,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from siaga.vault.anchors.certificate_order import with_sorted_certificates
from siaga.vault.errors import TamperedError, VaultUsageError

_SECOND = 1_000_000
_REFUSED = (
    VerificationError,
    ValueError,
    # What the parser of certificates raises besides, and rfc3161-client lets through.
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    UnsupportedAlgorithm,
)
_DIGESTS = {
    ObjectIdentifier("2.16.840.1.101.3.4.2.1"): "SHA-256",
    ObjectIdentifier("2.16.840.1.101.3.4.2.2"): "SHA-384",
    ObjectIdentifier("2.16.840.1.101.3.4.2.3"): "SHA-512",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A verified time stamp: at `at_us` (Unix, microseconds) the bytes existed.

    `accuracy_us` is how far the authority says it may be off (0: it does not say).
    """

    at_us: int
    accuracy_us: int
    digest: str
    serial: int


def read_roots(path: Path) -> tuple[x509.Certificate, ...]:
    """Read the authority's root certificates (PEM, one or more); raise VaultUsageError."""
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except OSError as error:
        raise VaultUsageError(str(path), f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise VaultUsageError(str(path), f"no certificates in PEM: {error}") from error


def check_stamp(
    response: bytes,
    data: bytes,
    roots: Sequence[x509.Certificate],
    place: str,
    nonce: int | None = None,
) -> Stamp:
    """Return what a time stamp proves of `data`; raise TamperedError if it proves nothing.

    `response` is the authority's whole answer (TimeStampResp, DER; what `openssl ts -reply` writes).
    Checked are: status granted, the hash of `data`, the signature, the chain to one of `roots` as valid at
    the stamp's time, the certificate's purpose (time stamping only), and `nonce`, if one is given.
    Revocation is not looked up.
    """
    if not roots:
        raise VaultUsageError(place, "no root certificate to check the time stamp against")
    try:
        decoded = decode_timestamp_response(with_sorted_certificates(response))
        builder = VerifierBuilder(roots=list(roots), nonce=nonce)
        builder.build().verify_message(decoded, data)
        return _stamp(decoded)
    except _REFUSED as error:
        raise TamperedError(place, f"not a valid time stamp: {error}") from error


def _stamp(response: TimeStampResponse) -> Stamp:
    info = response.tst_info
    at = info.gen_time
    return Stamp(
        at_us=int(at.timestamp()) * _SECOND + at.microsecond,
        accuracy_us=_microseconds(info.accuracy),
        digest=_DIGESTS[info.message_imprint.hash_algorithm],
        serial=info.serial_number,
    )


def _microseconds(accuracy: Accuracy | None) -> int:
    # None where the authority does not say, whatever the library's annotation promises.
    if accuracy is None:
        return 0
    return accuracy.seconds * _SECOND + (accuracy.millis or 0) * 1000 + (accuracy.micros or 0)
