"""The decision table of attribution, row by row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.errors import UsageError
from siaga.intake.attribution import Attribution, Attributor, covers, host_name
from siaga.intake.block import LogFile
from siaga.intake.formats.contract import Kind


def _of(name: str, kind: Kind = "access", **options: object) -> Attribution:
    return Attributor(**options).of_file(LogFile(name, name), kind)  # type: ignore[arg-type] # named at the call


def test_a_the_option_decides_everything() -> None:
    found = _of("logs/dinkes.go.id/access.log", site="Kota", patterns=["logs/{site}/access.log"])
    assert (found.name, found.scope, found.reason) == ("Kota", "site", "option")
    assert Attributor.of_row(found, b"other.go.id") == "Kota"


@pytest.mark.parametrize(
    ("pattern", "name", "site"),
    [
        ("logs/{site}/access*.log", "/srv/logs/dinkes/access.log", "dinkes"),
        ("logs/{site}/access*.log", "logs/dinkes/access-ssl.log", "dinkes"),
        ("{site}.access.log", "x/Dinkes.Go.Id.access.log", "dinkes.go.id"),
        ("archive/**/{site}-access.log", "archive/2024/06/pupr-access.log", "pupr"),
        ("logs.tar!{site}/*", "logs.tar!pupr/access.log", "pupr"),
        ("site?_{site}.log", "site1_pupr.log", "pupr"),
    ],
)
def test_b_patterns(pattern: str, name: str, site: str) -> None:
    found = _of(name, "auth", patterns=["nothing/{site}", pattern])
    assert (found.name, found.scope, found.reason) == (site, "site", "pattern")
    assert Attributor.of_row(found, b"other.go.id") == site


def test_b_a_star_stays_in_its_folder_and_names_are_whole() -> None:
    assert _of("logs/a/b/access.log", patterns=["logs/{site}/access.log"]).reason != "pattern"
    assert _of("logs/a/c/d.log", patterns=["{site}/*.txt", "logs/*.log", "x{site}"][:1]).reason != "pattern"
    assert _of("mylogs/a/access.log", patterns=["logs/{site}/access.log"]).reason != "pattern"


def test_b_rotated_files_fit_by_their_set() -> None:
    file = LogFile("logs/a/access.log.2.gz", "logs/a/access.log")
    assert Attributor(patterns=["logs/{site}/access.log"]).of_file(file, "access").name == "a"


@pytest.mark.parametrize("pattern", ["logs/*.log", "{site}/{site}.log", ""])
def test_b_a_pattern_needs_its_place(pattern: str) -> None:
    with pytest.raises(UsageError, match="exactly once"):
        Attributor(patterns=[pattern])


def test_b_stars_cannot_be_made_slow() -> None:
    pattern = "*a" * 30 + "{site}.log"
    assert _of("a" * 4000, patterns=[pattern]).reason != "pattern"


def test_c_the_virtual_host_of_a_line() -> None:
    found = _of("var/log/access.log")
    assert Attributor.of_row(found, b"WWW.Dinkes.go.id:443") == "www.dinkes.go.id"
    assert Attributor.of_row(found, None) == "(unnamed)"
    assert Attributor.of_row(found, b"10.0.0.1") == "(unnamed)"
    assert Attributor.of_row(found, b"\xff\xfe<script>") == "(unnamed)"


@pytest.mark.parametrize(
    "name",
    [
        "/var/log/nginx/dinkes.go.id.access.log",
        "dinkes.go.id-access_log",
        "dinkes.go.id-ssl_log",
        "a/dinkes.go.id-ssl_access_log",
        "ssl_access_dinkes.go.id.log",
        "domlogs/dinkes.go.id",
        "domlogs/Dinkes.go.id-bytes_log",
        "access_dinkes.go.id.log",
        "error-dinkes.go.id.log",
        "dinkes.go.id_error.log",
        "vhosts/dinkes.go.id/logs/access_log",
        "dinkes.go.id/access.log",
        "backup-dinkes.go.id.tar.gz!var/log/access.log",
        "server.kota/x/dinkes.go.id/logs/error.log",
    ],
)
@pytest.mark.parametrize("kind", ["access", "error", "ftp"])
def test_d_hosts_in_names(name: str, kind: Kind) -> None:
    found = _of(name, kind)
    assert (found.name, found.scope, found.reason) == ("dinkes.go.id", "site", "layout")
    assert Attributor.of_row(found, b"ppid.go.id") == "ppid.go.id"


@pytest.mark.parametrize(
    "name",
    ["secure.kota.go.id", "server.kota.go.id.log", "xn--bcher-kva.example", "bücher.example", "a.xn--p1ai"],
)
def test_d_hosts_that_begin_with_a_log_word_or_are_international(name: str) -> None:
    assert _of(name).name == name.removesuffix(".log")


@pytest.mark.parametrize(
    ("name", "site", "reason"),
    [
        ("simpeg_access.log", "simpeg", "name"),
        ("php7.4-fpm.log", "php7.4-fpm", "name"),
        ("mail.err", "mail", "name"),
        ("W3SVC1/u_ex.log", "W3SVC1", "folder"),
        ("kominfo/logs/access.log", "kominfo", "folder"),
        ("logs.zip!kominfo/access_log", "kominfo", "folder"),
        ("access.log", "(unnamed)", "unnamed"),
        ("/var/log/nginx/access.log", "(unnamed)", "unnamed"),
        ("other_vhosts_access.log", "(unnamed)", "unnamed"),
        ("-", "(unnamed)", "unnamed"),
        ("", "(unnamed)", "unnamed"),
    ],
)
def test_e_last_resorts(name: str, site: str, reason: str) -> None:
    found = _of(name)
    assert (found.name, found.scope, found.reason) == (site, "site", reason)


def test_e_other_logs_belong_to_their_machine() -> None:
    assert _of("/var/log/auth.log", "auth") == Attribution("(unnamed)", "machine", "unnamed", "")
    assert _of("server1/log/auth.log", "auth") == Attribution("server1", "machine", "folder", "server1")
    assert _of("server1/xferlog", "ftp").scope == "machine"
    assert _of("server1/catalina.out", "error").scope == "machine"
    assert _of("server1/simpeg_error.log", "error") == Attribution("simpeg", "site", "name", "server1")


def test_machines_cover_the_sites_beside_them() -> None:
    auth = _of("server1/log/auth.log", "auth")
    assert covers(auth, _of("server1/nginx/dinkes.go.id.access.log"))
    assert covers(auth, _of("server1/vhosts/dinkes.go.id/logs/access_log"))
    assert not covers(auth, _of("server2/nginx/access.log"))
    assert not covers(auth, _of("server10/nginx/access.log"))
    assert covers(_of("/var/log/auth.log", "auth"), _of("/var/log/nginx/access.log"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dinkes.GO.id", "dinkes.go.id"),
        ("dinkes.go.id:8080", "dinkes.go.id"),
        ("dinkes.go.id.", "dinkes.go.id"),
        ("dinkes.go.id.:80", "dinkes.go.id"),
        ("simpeg", "simpeg"),
        ("a_b.go.id", "a_b.go.id"),
        ("Bücher.example", "bücher.example"),
        ("", None),
        ("_", None),
        ("-", None),
        ("localhost", None),
        ("10.0.0.1:80", None),
        ("[2001:db8::1]:443", None),
        ("2001:db8::1", None),
        ("a..b", None),
        ("-a.b", None),
        ("a b.c", None),
        ("a/../b", None),
        ("x" * 64 + ".id", None),
        ("\x1b[2J.id", None),
    ],
)
def test_host_names(text: str, name: str | None) -> None:
    assert host_name(text) == name


@given(st.text(max_size=30))
def test_a_host_name_is_its_own_host_name(text: str) -> None:
    name = host_name(text)
    assert name is None or host_name(name) == name


@given(st.text("ab./!-_logacces", max_size=30), st.sampled_from(["access", "error", "auth", "ftp", "audit"]))
def test_every_file_belongs_somewhere(name: str, kind: Kind) -> None:
    found = _of(name, kind)
    assert found.name
    assert found.scope == "site" or kind != "access"
