"""The lines of a trust policy."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import VaultUsageError
from siaga.vault.tlog.cosignature import Cosigner
from siaga.vault.tlog.note import Signer
from siaga.vault.tlog.policy_lines import Group, PolicyLines, Witness

KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([each]) * 32) for each in range(4)]
LOG = Signer("example.org/log", KEYS[0]).verifier
ONE, TWO = (Cosigner(f"w{each}.example", KEYS[each]).verifier for each in (1, 2))
TOP = f"log {LOG.text}\nwitness A {ONE.text}\nwitness B {TWO.text}\n"


def read(text: str) -> PolicyLines:
    lines = PolicyLines("policy")
    lines.read(text.encode())
    return lines


def test_all_that_the_lines_define_is_kept() -> None:
    lines = read(
        f"# ours\n\n \t# more\nlog\t{LOG.text} https://log.example/\n"
        f"  witness A {ONE.text} https://w1.example/ \nwitness B {TWO.text}\n"
        "group both all A B\ngroup top 1 both\nquorum top\n"
    )
    assert lines.logs == [LOG]
    assert lines.witnesses == {"A": Witness("A", ONE, "https://w1.example/"), "B": Witness("B", TWO, "")}
    assert lines.groups == {"both": Group("both", 2, ("A", "B")), "top": Group("top", 1, ("both",))}
    assert lines.quorum == "top"


@pytest.mark.parametrize(
    "line",
    [
        "what is this",
        "log",
        f"log {ONE.text}",
        f"log {LOG.text}",
        f"log {LOG.text[:-1]}",
        f"witness C {LOG.text}",
        f"witness C {ONE.text}",
        f"witness A {Cosigner('w3.example', KEYS[3]).verifier.text}",
        f"witness none {Cosigner('w3.example', KEYS[3]).verifier.text}",
        "group G any",
        "group G 0 A",
        "group G 3 A B",
        "group G 01 A",
        "group G some A",
        "group G any A A",
        "group G any C",
        "group G any none",
        "group G any G",
        "group A any B",
        "group none any B",
        "quorum C",
        "quorum A B",
        "quorum A\r",
        "# a control character \x01",
    ],
)
def test_a_malformed_line_is_told_with_its_number(line: str) -> None:
    with pytest.raises(VaultUsageError) as caught:
        read(f"{TOP}{line}\nquorum none\n")
    assert caught.value.place == "policy:4"


def test_each_name_is_in_one_group_at_most() -> None:
    with pytest.raises(VaultUsageError, match=r"policy:5: .*in a group already"):
        read(f"{TOP}group G any A\ngroup H any A B\nquorum H\n")


def test_there_is_one_quorum_line() -> None:
    assert read("quorum none\n").quorum == "none"
    with pytest.raises(VaultUsageError, match="no quorum line"):
        read(TOP)
    with pytest.raises(VaultUsageError, match="second quorum"):
        read("quorum none\nquorum none\n")
    with pytest.raises(VaultUsageError, match="lacks its newline"):
        read("quorum none")


def test_names_are_octets() -> None:
    lines = PolicyLines("policy")
    lines.read(b"witness \xff %b\nwitness \xfe %b\nquorum \xff\n" % (ONE.text.encode(), TWO.text.encode()))
    assert len(lines.witnesses) == 2


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    lines = PolicyLines("policy")
    with pytest.raises(VaultUsageError) as caught:
        lines.read(data)  # 60 bytes of chance are never a policy
    assert caught.value.place.startswith("policy")
