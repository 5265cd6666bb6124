"""Real time-stamping authorities on loopback: certificates made here, answers written by `openssl ts`."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from siaga.vault.anchors.check import read_roots

_CONFIG = """
[tsa]
default_tsa = t
[t]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1, millisecs:500
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """An authority: where it answers, and its folder, with `ca.pem` its root certificate."""

    url: str
    folder: Path

    @property
    def roots(self) -> tuple[x509.Certificate, ...]:
        return read_roots(self.folder / "ca.pem")

    def answer(self, query: bytes) -> bytes:
        """Return the TimeStampResp (DER) to a query."""
        (self.folder / "query").write_bytes(query)
        subprocess.run(
            ["openssl", "ts", "-reply", "-config", "conf", "-queryfile", "query", "-out", "reply"],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )
        return (self.folder / "reply").read_bytes()


def _certificate(
    folder: Path, name: str, issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if issuer:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
        about = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer[1].public_key())
        builder = builder.add_extension(about, critical=False)
    made = builder.sign(issuer[1] if issuer else key, hashes.SHA256())
    (folder / f"{name}.pem").write_bytes(made.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / f"{name}.key").write_bytes(private)
    return made, key


def new_authority(folder: Path) -> Authority:
    """Return an authority that has its files, but no server."""
    folder.mkdir()
    _certificate(folder, "tsa", _certificate(folder, "ca", None))
    chain = (folder / "tsa.pem").read_bytes() + (folder / "ca.pem").read_bytes()
    (folder / "both.pem").write_bytes(chain)
    (folder / "serial").write_text("01\n")
    (folder / "conf").write_text(_CONFIG.format(folder=folder))
    return Authority("", folder)


@pytest.fixture
def make_authority(tmp_path: Path) -> Iterator[Callable[..., Authority]]:
    """Return a function that starts an authority, which answers with the media type `kind`."""
    servers: list[tuple[HTTPServer, threading.Thread]] = []

    def make(kind: str = "application/timestamp-reply") -> Authority:
        authority = new_authority(tmp_path / f"authority-{len(servers)}")

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Say nothing on stderr, which tests read."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        authority.url = f"http://127.0.0.1:{server.server_port}/tsr"
        return authority

    yield make
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join(10)
        assert not thread.is_alive()
