"""One FTP session against vsftpd, from a loopback address of its own."""

from __future__ import annotations

import ftplib
import io

from range.servers.place import Place
from range.visits.steps import FtpSession, Reply


def session(step: FtpSession, source: str, place: Place) -> Reply:
    """Sign in, store and fetch what the step says, leave; status 1 when the server let us in."""
    client = ftplib.FTP(timeout=15, source_address=(source, 0))
    try:
        client.connect("127.0.0.1", place.ftp)
        client.login(step.user, step.password)
    except ftplib.all_errors:
        client.close()
        return Reply(0)
    try:
        for name, content, _ in step.puts:
            client.storbinary(f"STOR {name}", io.BytesIO(content))
        for name, _ in step.gets:
            client.retrbinary(f"RETR {name}", bytes)
        client.quit()
    except ftplib.all_errors:
        client.close()
        return Reply(0)
    return Reply(1)
