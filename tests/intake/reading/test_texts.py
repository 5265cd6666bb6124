"""The texts of an item are its raw bytes, in order of time, with what is missing among them."""

from __future__ import annotations

import codecs
import gzip
import io
import tarfile
from pathlib import Path

import pytest

from siaga.intake.reading.item_source import open_item
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.plan import plan
from siaga.intake.reading.texts import Texts

OLD, NEW = b'10.0.0.1 "GET /old" 200\n', b'10.0.0.1 "GET /new" 200\n'


def _texts(path: Path) -> tuple[list[tuple[str, bytes]], Texts]:
    (item,) = plan([str(path)]).items
    with open_item(item, Notebook()) as opened:
        assert opened is not None
        texts = Texts(opened)
        read = [(file.name, source.exactly(1 << 20)) for file, source, _ in texts]
    return read, texts


@pytest.mark.parametrize(
    "data",
    [NEW, b"\xef\xbb\xbf" + NEW, codecs.BOM_UTF16_LE + NEW.decode().encode("utf-16-le"), NEW[:-1] + b"\r"],
)
def test_a_text_comes_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(data)
    read, texts = _texts(path)
    assert read == [(str(path), data)]
    assert texts.taken == len(data)


def test_what_is_compressed_comes_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.log.gz"
    path.write_bytes(gzip.compress(NEW, mtime=0))
    read, texts = _texts(path)
    assert read == [(str(path), NEW)]
    assert texts.taken == path.stat().st_size


def test_members_come_in_order_of_time_and_gaps_are_known(tmp_path: Path) -> None:
    path = tmp_path / "logs.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in (("access.log.1", NEW), ("access.log.3", OLD)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    read, texts = _texts(path)
    assert read == [(f"{path}!access.log.3", OLD), (f"{path}!access.log.1", NEW)]
    assert texts.missing
