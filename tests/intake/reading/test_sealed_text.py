"""A sealed text reads as its file does; altered evidence is told and never given out."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.conftest import Sealing

from siaga.intake.reading.sealed_text import SealedFrame, SealedStore, SealedText
from siaga.vault import layout
from siaga.vault.segments.frame import FRAME_BYTES
from siaga.vault.segments.reading import read_manifest

DATA = b"".join(b"%07d\n" % number for number in range(FRAME_BYTES // 8 * 2 + 9))


def _sealed(sealing: Sealing) -> tuple[SealedText, Path]:
    path = sealing.folder / "a.log"
    path.write_bytes(DATA)
    (leaf,) = sealing.leaves(sealing.seal(path))
    frames = read_manifest(sealing.storage, leaf).frames
    sealed = tuple(SealedFrame(leaf.segment.sha256, number, record) for number, record in enumerate(frames))
    return SealedText(sealing.storage.place, sealed), Path(sealing.storage.place) / layout.segment(
        leaf.segment.sha256
    )


@pytest.fixture(scope="module")
def text(one_vault: Sealing) -> SealedText:
    return _sealed(one_vault)[0]


@given(
    st.integers(-1, len(DATA) + 9) | st.sampled_from([FRAME_BYTES - 1, FRAME_BYTES, len(DATA)]),
    st.integers(0, 40) | st.sampled_from([FRAME_BYTES, len(DATA) + 1]),
)
def test_any_bytes_are_those_of_the_file(text: SealedText, offset: int, size: int) -> None:
    store = SealedStore(pickle.loads(pickle.dumps(text)), _refuse)
    assert store.size == len(DATA)
    assert store.at(offset, size) == (DATA[offset : offset + size] if offset >= 0 else b"")


def _refuse(code: str, about: str) -> None:
    raise AssertionError(f"{code}: {about}")


def test_altered_evidence_ends_the_text_and_is_told_with_its_frame(sealing: Sealing) -> None:
    text, path = _sealed(sealing)
    data = bytearray(path.read_bytes())
    data[text.frames[1].record.offset + 9] ^= 1
    path.chmod(0o640)
    path.write_bytes(bytes(data))
    told: list[tuple[str, str]] = []
    store = SealedStore(text, lambda code, about: told.append((code, about)))
    assert store.at(0, len(DATA)) == DATA[:FRAME_BYTES]
    assert [code for code, _ in told] == ["damaged"]
    assert "frame 1" in told[0][1]


def test_evidence_that_is_gone_is_told(sealing: Sealing) -> None:
    text, path = _sealed(sealing)
    path.unlink()
    told: list[str] = []
    assert SealedStore(text, lambda code, _: told.append(code)).at(0, 5) == b""
    assert told == ["input_error"]
