"""Finding and reading rule files."""

from __future__ import annotations

from pathlib import Path

from siaga.detection.engine.rule_files import MAX_FILE_BYTES, own_rules, rule_files


def test_files_come_in_the_order_of_their_names_and_bad_ones_with_a_reason(tmp_path: Path) -> None:
    for name, data in (
        ("b/x.yml", b"1"),
        ("a/y.yaml", b"2"),
        ("a/n.txt", b""),
        ("z.yml", b"\xff"),
        ("s.yml", b"3"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "big.yml").write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    (tmp_path / "gone.yml").symlink_to(tmp_path / "nowhere")
    files, refused = rule_files([tmp_path, tmp_path / "s.yml", tmp_path / "missing"])
    assert files == [("a/y.yaml", "2"), ("b/x.yml", "1"), ("s.yml", "3"), ("s.yml", "3")]
    assert [one.file for one in refused] == ["big.yml", "gone.yml", "z.yml", "missing"]
    assert all(one.reason for one in refused)


def test_our_own_rules_are_found() -> None:
    folder = own_rules()
    assert folder is not None
    assert (folder / "xss").is_dir()
