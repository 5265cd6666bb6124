"""sshd and vsftpd in a mount namespace of their own: own accounts, own PAM, own /dev/log.

The machine's own passwd, shadow, PAM files and SSH settings are covered by bind mounts inside
that namespace only; nothing outside sees them.
"""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from range.estate.content import PASSWORDS
from range.estate.sites import Site
from range.servers.place import Place, Server

DEV_LOG = Path("/dev/log")
_PAM = """auth required pam_unix.so nodelay
account required pam_unix.so
session required pam_unix.so
"""


class LogSocket:
    """Stands in for syslogd: takes datagrams on /dev/log with the real time of their arrival."""

    def __init__(self, place: Place) -> None:
        self.lines: list[tuple[float, str]] = []
        self.path = place.sub("run") / "log.sock"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._owned = not DEV_LOG.exists()
        where = DEV_LOG if self._owned else self.path
        self._socket.bind(str(where))
        where.chmod(0o666)
        self._where = where
        self._socket.settimeout(0.3)
        self._ending = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def mounts(self) -> list[tuple[Path, str]]:
        """Return what must be bind-mounted for servers to reach this socket."""
        return [] if self._owned else [(self.path, str(DEV_LOG))]

    def _read(self) -> None:
        while not self._ending.is_set():
            try:
                data = self._socket.recv(65536)
            except TimeoutError:
                continue
            self.lines.append((time.time(), data.decode("utf-8", "backslashreplace").rstrip("\n\x00")))

    def stop(self) -> None:
        """Take what has arrived, then remove the socket that we made."""
        time.sleep(0.5)
        self._ending.set()
        self._reader.join(5)
        self._socket.close()
        self._where.unlink(missing_ok=True)


def accounts(sites: Sequence[Site]) -> dict[str, str]:
    """Return the SSH and FTP accounts with their passwords (root's too: it is the range's own root)."""
    mine = {site.short: f"ftp-{site.short}-26" for site in sites if site.shell_access}
    return {"root": "tidak-dipakai-8841", **PASSWORDS, **mine}


def _account_files(sites: Sequence[Site], place: Place) -> list[tuple[Path, str]]:
    conf = place.sub("conf", "login")
    www = next(line for line in Path("/etc/passwd").read_text().splitlines() if line.startswith("www-data:"))
    uid = www.split(":")[2]
    passwd = [line for line in Path("/etc/passwd").read_text().splitlines() if not line.startswith("root:")]
    shadow = [line for line in Path("/etc/shadow").read_text().splitlines() if not line.startswith("root:")]
    for name, word in accounts(sites).items():
        hashed = subprocess.run(
            ["openssl", "passwd", "-5", "-salt", "rounds=1000$siagarange", word],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        homes = {site.short: str(place.docroot(site)) for site in sites}
        number = "0:0" if name == "root" else f"{uid}:{uid}"
        passwd.append(f"{name}:x:{number}::{homes.get(name, '/tmp')}:/bin/sh")
        shadow.append(f"{name}:{hashed}:20000:0:99999:7:::")
    (conf / "passwd").write_text("\n".join(passwd) + "\n")
    (conf / "shadow").write_text("\n".join(shadow) + "\n")
    (conf / "shadow").chmod(0o600)
    (conf / "pam").write_text(_PAM)
    pairs = [(conf / "passwd", "/etc/passwd"), (conf / "shadow", "/etc/shadow")]
    return [*pairs, (conf / "pam", "/etc/pam.d/sshd"), (conf / "pam", "/etc/pam.d/vsftpd")]


def _sshd(place: Place) -> list[str]:
    keys = place.sub("conf", "keys")
    for name in ("host", "admin"):
        if not (keys / name).exists():
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)], check=True
            )
    (keys / "authorized").write_text((keys / "admin.pub").read_text())
    conf = place.sub("conf") / "sshd.conf"
    conf.write_text(
        f"""ListenAddress 127.0.0.1:{place.ssh}
HostKey {keys}/host
PidFile {place.base}/run/sshd.pid
AuthorizedKeysFile {keys}/authorized
StrictModes no
PermitRootLogin yes
UsePAM yes
PrintMotd no
PasswordAuthentication yes
KbdInteractiveAuthentication no
UseDNS no
MaxStartups 100:30:200
MaxAuthTries 6
ForceCommand /bin/true
SyslogFacility AUTH
LogLevel INFO
"""
    )
    return ["/usr/sbin/sshd", "-D", "-f", str(conf)]


def _vsftpd(place: Place) -> list[str]:
    conf = place.sub("conf") / "vsftpd.conf"
    conf.write_text(
        f"""listen=YES
listen_address=127.0.0.1
listen_port={place.ftp}
background=NO
anonymous_enable=NO
local_enable=YES
write_enable=YES
local_umask=022
chroot_local_user=YES
allow_writeable_chroot=YES
seccomp_sandbox=NO
secure_chroot_dir={place.sub("run", "empty")}
pam_service_name=vsftpd
xferlog_enable=YES
dual_log_enable=YES
xferlog_file={place.sub("raw")}/xferlog
vsftpd_log_file={place.sub("raw")}/vsftpd.log
delay_failed_login=0
delay_successful_login=0
pasv_address=127.0.0.1
use_localtime=NO
max_per_ip=50
"""
    )
    return ["/usr/sbin/vsftpd", str(conf)]


def start_login(sites: Sequence[Site], place: Place, log: LogSocket) -> Iterator[Server]:
    """Start sshd and vsftpd, when one of the sites has shell access."""
    if not any(site.shell_access for site in sites):
        return
    Path("/run/sshd").mkdir(mode=0o755, parents=True, exist_ok=True)
    mounts = [*_account_files(sites, place), *log.mounts()]
    binds = " && ".join(f"mount --bind '{ours}' '{theirs}'" for ours, theirs in mounts)
    for name, command, port in (("sshd", _sshd(place), place.ssh), ("vsftpd", _vsftpd(place), place.ftp)):
        inside = f"{binds} && exec {' '.join(command)}"
        yield Server(
            name, ["unshare", "--mount", "--propagation", "private", "sh", "-c", inside], place, port
        )
