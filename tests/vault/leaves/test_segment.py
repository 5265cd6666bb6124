"""The bytes of the leaf that seals never change: logs that were written have them."""

from __future__ import annotations

from siaga.vault.leaves.kinds import encode_leaf
from siaga.vault.leaves.segment import Container, DerivedFile, Generation, SealedSource, SegmentLeaf, Stored


def test_segment() -> None:
    leaf = SegmentLeaf(
        1,
        "node",
        Stored(b"\x01", 2),
        Stored(b"\x03", 4),
        1,
        b"\x05",
        6,
        7,
        (
            SealedSource(
                "a.gz",
                "a",
                0,
                0,
                7,
                1,
                6,
                ends=True,
                agent="node",
                boot="run",
                batch_from=0,
                batch_to=1,
                generation=Generation(8, 9, b"\x0a"),
                container=Container("a.gz", b"\x0b", 12),
            ),
        ),
        (DerivedFile("urls.parquet", b"\x0d", 14),),
        15,
        16,
    )
    assert encode_leaf(leaf) == (
        b'{"at":1,"derived":[{"name":"urls.parquet","sha256":"0d","size":14}],"frames":1,"frames_roo'
        b't":"05","kind":"segment/1","lines":6,"manifest":{"sha256":"03","size":4},"max_time_us":16,'
        b'"min_time_us":15,"node":"node","raw_bytes":7,"segment":{"sha256":"01","size":2},"sources":'
        b'[{"agent":"node","batch_from":0,"batch_to":1,"boot":"run","clock_offset_us":0,"container":'
        b'{"name":"a.gz","sha256":"0b","size":12},"ends":1,"first_line":1,"generation":{"device":8,"'
        b'head_sha256":"0a","inode":9},"lines":6,"name":"a.gz","order":0,"parser":"","raw_from":0,"r'
        b'aw_to":7,"site":"","source":"a","unparsed":0}]}'
    )
