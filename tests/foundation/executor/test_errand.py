"""One task for one item: receipts before work, errors that can be sent."""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path

import pytest
from tests.foundation.executor.tasks import (
    failing,
    failing_with_the_unsendable,
    job,
    noted,
    returning_text,
    runs,
    square,
)

from siaga.foundation.errors import UnreadableInputError
from siaga.foundation.executor.contract import Tally, TaskError
from siaga.foundation.executor.errand import Done, carry_out, errands, settled


def test_work_is_done_once(tmp_path: Path) -> None:
    (tmp_path / "traces").mkdir()
    (errand,) = errands(partial(noted, str(tmp_path / "traces")), [7], job(tmp_path / "receipts"))
    tally = Tally()
    assert carry_out(errand) == Done(b"49")
    assert settled(carry_out(errand), tally) == b"49"
    assert runs(tmp_path / "traces") == {7: 1}
    assert tally == Tally(resumed=1)


def test_without_a_job_nothing_is_kept() -> None:
    (errand,) = errands(square, [7], None)
    assert carry_out(errand) == Done(b"49")
    assert errand.receipts is None


def test_a_receipt_that_cannot_be_written_is_counted(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (errand,) = errands(square, [7], job(tmp_path / "file"))
    tally = Tally()
    assert settled(carry_out(errand), tally) == b"49"
    assert tally == Tally(carried_out=1, unkept=1)


def test_errors_arrive_as_they_were_raised() -> None:
    (errand,) = errands(failing, [7], None)
    outcome = pickle.loads(pickle.dumps(carry_out(errand)))
    with pytest.raises(UnreadableInputError, match=r"^file-7: torn") as found:
        settled(outcome, Tally())
    assert (found.value.place, found.value.reason) == ("file-7", "torn")
    assert "in failing" in "".join(found.value.__notes__)


def test_errors_that_cannot_be_sent_arrive_as_text() -> None:
    (errand,) = errands(failing_with_the_unsendable, [7], None)
    outcome = pickle.loads(pickle.dumps(carry_out(errand)))
    with pytest.raises(TaskError, match=r"^7: ValueError: ") as found:
        settled(outcome, Tally())
    assert found.value.item == "7"


def test_a_task_returns_bytes() -> None:
    (errand,) = errands(returning_text, [7], None)
    with pytest.raises(TypeError, match="returns bytes, not str"):
        settled(carry_out(errand), Tally())
