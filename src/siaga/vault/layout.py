"""The names under which a vault keeps its parts (docs/vault.md, "Names")."""

from __future__ import annotations

VAULT = "vault.json"
POLICY = "policy"
POLICY_NEXT = "policy.next"
CHECKPOINT = "log/checkpoint"
JOURNAL = "log/journal"
WITNESSED = "log/witnessed"
LOG = "log/"
SEGMENTS, MANIFESTS, INDEX = "segments/", "manifests/", "index/"
HISTORY, ANCHORS, QUARANTINE = "log/history/", "anchors/", "quarantine/"
COLUMNS_FILES = ("columns.parquet", "events.parquet", "urls.parquet")


def segment(sha256: bytes) -> str:
    """Return the name of the segment whose stored bytes have this hash."""
    return f"{SEGMENTS}{_spread(sha256)}.zst"


def manifest(sha256: bytes) -> str:
    """Return the name of the manifest whose bytes have this hash."""
    return f"{MANIFESTS}{_spread(sha256)}.json"


def index(manifest_sha256: bytes, file: str) -> str:
    """Return the name of a derived file of the segment with this manifest."""
    return f"{INDEX}{_spread(manifest_sha256)}/{file}"


def history(size: int) -> str:
    """Return the name of the kept checkpoint of this tree size."""
    return f"{HISTORY}{size}"


def anchor(size: int) -> str:
    """Return the name of the time stamp on the kept checkpoint of this tree size."""
    return f"{ANCHORS}{size}.tsr"


def log_file(path: str) -> str:
    """Return the name of a tile or bundle, given its C2SP path."""
    return f"{LOG}{path}"


def _spread(sha256: bytes) -> str:
    name = sha256.hex()
    return f"{name[:2]}/{name}"
