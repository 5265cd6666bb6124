"""A plain HTTP/1.1 client on a socket: one request per connection, exactly the bytes we want."""

from __future__ import annotations

import socket

from range.visits.steps import Reply, Request

TIMEOUT = 15.0
"""Seconds after which a reply that doesn't come counts as none."""


def send(request: Request, rid: str, host: str, port: int, virtual_second: int, source: str = "") -> Reply:
    """Send one request to 127.0.0.1:`port` and read the reply to its end."""
    data = request.raw or _bytes_of(request, rid, host, virtual_second)
    try:
        with socket.create_connection(("127.0.0.1", port), TIMEOUT, (source, 0) if source else None) as link:
            link.sendall(data)
            received = bytearray()
            while part := link.recv(262144):
                received += part
    except OSError:
        return Reply()
    return _reply(bytes(received))


def _bytes_of(request: Request, rid: str, host: str, virtual_second: int) -> bytes:
    lines = [
        f"{request.method} {request.target} HTTP/1.1",
        f"Host: {host}",
        "Connection: close",
        f"X-Range-Id: {rid}",
        f"X-Range-Client: {request.ip}",
        f"X-Range-Time: {virtual_second}",
        *(f"{name}: {value}" for name, value in request.headers),
    ]
    if request.body or request.method in {"POST", "PUT"}:
        lines.append(f"Content-Length: {len(request.body)}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + request.body


def _reply(data: bytes) -> Reply:
    head, _, body = data.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) < 2 or not words[1].isdigit():
        return Reply()
    parted = [line.partition(": ") for line in rest]
    headers = tuple((name.lower(), value) for name, _, value in parted)
    return Reply(
        int(words[1]), headers, unchunked(body) if ("transfer-encoding", "chunked") in headers else body
    )


def unchunked(body: bytes) -> bytes:
    """Take the frames off a chunked body (RFC 9112 section 7.1); what is broken is left out."""
    whole = bytearray()
    while body:
        size, _, body = body.partition(b"\r\n")
        try:
            length = int(size.partition(b";")[0], 16)
        except ValueError:
            break
        whole += body[:length]
        body = body[length + 2 :]
    return bytes(whole)
