"""nginx's templates, bare or as the whole directive."""

from __future__ import annotations

import pytest

from siaga.foundation.errors import FormatError
from siaga.intake.formats.template.nginx import tokens, without_directive
from siaga.intake.formats.template.shapes import Field


def test_variables_known_and_unknown() -> None:
    found = tokens("$remote_addr|${status}s|$my_own")
    assert [token.role if isinstance(token, Field) else token for token in found] == [
        "client",
        b"|",
        "status",
        b"s|",
        "",
    ]


@pytest.mark.parametrize(
    ("directive", "template", "escape"),
    [
        ("$a $b", "$a $b", "default"),
        ("escape=none $a", "$a", "none"),
        ("log_format main '$a - '\n   '\"$b\"';", '$a - "$b"', "default"),
        ('log_format j escape=json "{\\"a\\":\\"$a\\"}";', '{"a":"$a"}', "json"),
        ("  log_format main $a;", "$a", "default"),
    ],
)
def test_directives(directive: str, template: str, escape: str) -> None:
    assert without_directive(directive) == (template, escape)


def test_errors_show_their_place() -> None:
    with pytest.raises(FormatError, match=r"\(character 3\)"):
        tokens("$a$ b")
    with pytest.raises(FormatError, match="quote"):
        without_directive("log_format main '$a")
