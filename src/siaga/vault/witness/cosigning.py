"""A witness at work: judge a request, remember the new checkpoint, and only then cosign it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from siaga.vault.canonical import encode
from siaga.vault.errors import VaultError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.cosignature import Cosigner, cosignatures
from siaga.vault.tlog.note import SignedNote
from siaga.vault.witness.judge import Logs, Misbehaviour, Refusal, Submission, judge, read_submission
from siaga.vault.witness.store import WitnessStore, origin_hash


@dataclass(frozen=True, slots=True)
class Known:
    """The latest checkpoint that was cosigned, and when (Unix seconds)."""

    note: SignedNote
    checkpoint: Checkpoint
    time_s: int


class Witness:
    """The witness with the memory `store` and the key `cosigner`; `now_s` is its clock (Unix seconds)."""

    def __init__(
        self,
        store: WitnessStore,
        cosigner: Cosigner,
        logs: Callable[[], Logs],
        now_s: Callable[[], int],
    ) -> None:
        self._store = store
        self._cosigner = cosigner
        self._logs = logs
        self._now_s = now_s

    def add_checkpoint(self, body: bytes) -> SignedNote | Refusal:
        """Answer an add-checkpoint request: the checkpoint with our cosignature as its last, or a refusal.

        Beyond the specification 503 says that this witness can't decide at present: its disk fails, its
        memory is damaged, or its clock stands before its own latest cosignature, so that a new one would be
        a lie.
        """
        submission = read_submission(body, self._logs())
        if isinstance(submission, Refusal):
            return submission
        try:
            with self._store.locked(submission.checkpoint.origin):
                return self._decide(submission)
        except OSError as error:
            return Refusal(503, f"the witness can't store checkpoints: {error.strerror}")
        except VaultError as error:
            return Refusal(503, f"the witness's memory is damaged: {error}")

    def known(self, hashed_origin: str) -> Known | None:
        """Return what was cosigned last of a log; OSError, VaultError if we never cosigned what is stored."""
        data = self._store.latest(hashed_origin)
        if data is None:
            return None
        place = f"stored checkpoint {hashed_origin}"
        note = SignedNote.parse(data, place)
        times = [each.time_s for each in cosignatures(note, [self._cosigner.verifier])]
        checkpoint = Checkpoint.parse(note.text, place)
        if not times or origin_hash(checkpoint.origin) != hashed_origin:
            raise VaultError(place, "not a checkpoint of this log that this witness cosigned")
        return Known(note, checkpoint, max(times))

    def check_memory(self) -> str:
        """Say what is wrong with the stored checkpoints of the logs on the list, or ""."""
        for origin in self._logs():
            try:
                self.known(origin_hash(origin))
            except (OSError, VaultError) as error:
                return str(error)
        return ""

    def _decide(self, submission: Submission) -> SignedNote | Refusal:
        origin = submission.checkpoint.origin
        known = self.known(origin_hash(origin))
        refusal = judge(submission, known.checkpoint if known else None)
        now = self._now_s()
        if refusal:
            if refusal.shows is not Misbehaviour.NONE:
                self._keep_evidence(submission, refusal, known, now)
            return refusal
        if now <= 0 or (known and now < known.time_s):
            return Refusal(503, f"the witness's clock says {now}, which is before its latest cosignature")
        cosignature = self._cosigner.sign(submission.note.text, now)
        cosigned = SignedNote(submission.note.text, (*submission.note.signatures, cosignature))
        # Remembered before it is told: otherwise a crash between the two would allow a fork.
        self._store.keep(origin, cosigned.encode())
        return cosigned

    def _keep_evidence(self, submission: Submission, refusal: Refusal, known: Known | None, now: int) -> None:
        record = encode(
            {
                "at_s": now,
                "cosigned": known.note.encode().decode() if known else "",
                "reason": refusal.reason,
                "request": submission.request.encode().decode(),
                "shows": refusal.shows.value,
            }
        )
        self._store.keep_evidence(refusal.shows.value, submission.note.text.encode(), record)
