"""The three true logs for this folder's judges, made once, and a tampered twin of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from .judged_logs import TAMPERINGS, Judged, grown, recovered


@pytest.fixture(scope="session")
def true_logs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judged]:
    """Return a small log, one over the edge of a tile, and one that was killed, recovered and rotated."""
    place = tmp_path_factory.mktemp("judged")
    return {
        "small": grown(place / "small", (1,)),
        # 256 leaves exactly fill a tile; the last commit begins the next.
        "over a tile's edge": grown(place / "wide", (200, 53, 45)),
        "recovered": recovered(place / "recovered"),
    }


@pytest.fixture(params=["small", "over a tile's edge", "recovered"])
def true_log(request: pytest.FixtureRequest, true_logs: dict[str, Judged]) -> Judged:
    """Return each of the true logs; not to be altered."""
    return true_logs[request.param]


@pytest.fixture(params=list(TAMPERINGS))
def tampered(request: pytest.FixtureRequest, true_log: Judged, tmp_path: Path) -> Judged:
    """Return each true log, tampered with in each way."""
    twin = true_log.twin(tmp_path / "twin")
    TAMPERINGS[request.param](twin)
    return twin
