"""The parts joined are one file that says the same every time and compiles for old Pythons."""

from __future__ import annotations

import ast

from siaga.vault.bundle.verifier.shipped import siaga_verify


def test_it_is_the_same_every_time_and_python_3_8() -> None:
    data = siaga_verify()
    assert data == siaga_verify()
    ast.parse(data, feature_version=(3, 8))
    assert b"from siaga" not in data
    assert b"import siaga" not in data


def test_no_name_is_defined_twice() -> None:
    tree = ast.parse(siaga_verify())
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert len(names) == len(set(names))
