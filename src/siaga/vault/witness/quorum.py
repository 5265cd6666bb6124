"""Ask all witnesses of a policy for their cosignatures, and stop if one of them knows another history."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from siaga.vault.errors import HistoryError, NoteError, UnreachableError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.hashes import HashReader, root
from siaga.vault.tlog.note import Signature, SignedNote, verify
from siaga.vault.tlog.policy import Policy
from siaga.vault.witness.client import Answer, Conflict, Cosignature, Refused, Unreachable, WitnessClient
from siaga.vault.witness.deadman import CLOCK_SLACK_S

MOST_THREADS = 8

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the witnesses answered: the checkpoint with all valid cosignatures, by whom and when (Unix s).

    `silent` says of each other witness why it has not cosigned; `reached`, whether the policy's quorum was
    reached.
    """

    note: SignedNote
    cosigned: dict[str, int]
    silent: dict[str, str]
    reached: bool


class Quorum:
    """The witnesses of a policy, each asked at its address; connections are kept from one call to the next.

    `now_s` is our clock (Unix seconds).
    """

    def __init__(self, policy: Policy, now_s: Callable[[], int]) -> None:
        self._policy = policy
        self._now_s = now_s
        self._clients = {
            name: WitnessClient(name, each.key, each.url)
            for name, each in policy.witnesses.items()
            if each.url
        }
        self._sizes: dict[str, int] = {}

    def gather(self, note: SignedNote, hashes: HashReader) -> Gathered:
        """Have the checkpoint `note` cosigned; `hashes` is our tree, of at least its size.

        An unreachable witness is told, not fatal: the policy decides (`reached`). HistoryError if a witness
        knows a larger tree or another root: then nothing may be committed, for either our log was rolled
        back or altered, or somebody else signs with its key. ProofError if our own tree can't be read.
        """
        checkpoint = Checkpoint.parse(note.text, "checkpoint")
        ours = _OneAtATime(hashes)

        def ask(client: WitnessClient) -> Answer:
            known = min(self._sizes.get(client.name, 0), checkpoint.size)
            return client.cosign_from(known, ours, note)

        answers = self._all(ask)
        cosigned: dict[str, int] = {}
        silent = {name: "no address in the policy" for name in self._policy.witnesses if name not in answers}
        lines: list[Signature] = []
        others: list[str] = []
        for name, answer in answers.items():
            if isinstance(answer, Cosignature) and answer.time_s <= self._now_s() + CLOCK_SLACK_S:
                self._sizes[name] = checkpoint.size
                cosigned[name] = answer.time_s
                lines += answer.signatures
            elif (isinstance(answer, Conflict) and answer.size > checkpoint.size) or (
                isinstance(answer, Refused) and answer.status == 422
            ):
                others.append(self._other_history(self._clients[name], checkpoint, ours, answer))
            else:
                silent[name] = _why(answer)
        if others:
            raise HistoryError(f"{checkpoint.origin}, {checkpoint.size} leaves", "; ".join(others))
        return Gathered(note.with_signatures(lines), cosigned, silent, self._policy.satisfied(cosigned))

    def compare(self, checkpoint: Checkpoint, hashes: HashReader) -> dict[str, str]:
        """Ask what the witnesses know, submitting nothing, as a log must before it goes on after a start.

        To be called when the journal of an interrupted commit has been redone: a witness may have cosigned
        that commit. Return, of each witness that could not be compared, why. HistoryError as in `gather`.
        """
        ours = _OneAtATime(hashes)

        def ask(client: WitnessClient) -> tuple[str, str]:
            try:
                return _compared(client, self._policy, checkpoint, ours)
            except (UnreachableError, NoteError) as error:
                return "", str(error)

        answers = self._all(ask)
        others = [other for other, _ in answers.values() if other]
        if others:
            raise HistoryError(f"{checkpoint.origin}, {checkpoint.size} leaves", "; ".join(others))
        silent = {name: "no address in the policy" for name in self._policy.witnesses if name not in answers}
        return silent | {name: why for name, (_, why) in answers.items() if why}

    def _all(self, ask: Callable[[WitnessClient], Said]) -> dict[str, Said]:
        """Ask all at once, so that waiting costs its time once; answers in the policy's order."""
        if not self._clients:
            return {}
        with ThreadPoolExecutor(min(MOST_THREADS, len(self._clients))) as threads:
            return dict(zip(self._clients, threads.map(ask, self._clients.values()), strict=True))

    def _other_history(
        self, client: WitnessClient, checkpoint: Checkpoint, ours: HashReader, answer: Answer
    ) -> str:
        try:
            found, why = _compared(client, self._policy, checkpoint, ours)
        except (UnreachableError, NoteError) as error:
            found, why = "", str(error)
        if found:
            return found
        said = f"knows {answer.size} leaves" if isinstance(answer, Conflict) else _why(answer)
        shown = why or "what it shows is ours"
        return f"witness {client.name}: {said}, but shows no checkpoint for it ({shown})"


class _OneAtATime:
    """A tree's hashes for several threads: readers keep what they read and need not be made for that."""

    def __init__(self, hashes: HashReader) -> None:
        self._hashes = hashes
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        return self._hashes.size

    def subtree(self, level: int, index: int) -> bytes:
        with self._lock:
            return self._hashes.subtree(level, index)


def _compared(
    client: WitnessClient, policy: Policy, checkpoint: Checkpoint, ours: HashReader
) -> tuple[str, str]:
    """Return how what the witness knows contradicts ours ("" if it does not), and why it can't be said.

    UnreachableError, NoteError.
    """
    note = client.latest(checkpoint.origin)
    if note is None:
        return "", "has never cosigned this log"
    theirs = Checkpoint.parse(note.text, client.name)
    try:
        verify(note, [key for key in policy.logs if key.name == checkpoint.origin])
        proof = "and shows it signed by this log's key"
    except NoteError as error:
        proof = f"but no key in our policy signed it ({error.reason})"
    if theirs.size > checkpoint.size:
        return f"witness {client.name} knows a larger tree, of {theirs.size} leaves, {proof}", ""
    expected = checkpoint.root if theirs.size == checkpoint.size else root(ours, theirs.size)
    if theirs.root != expected:
        return f"witness {client.name} knows another tree of {theirs.size} leaves, {proof}", ""
    return "", ""


def _why(answer: Answer) -> str:
    if isinstance(answer, Unreachable):
        return answer.reason
    if isinstance(answer, Refused):
        return f"refused with status {answer.status}: {answer.reason}"
    if isinstance(answer, Conflict):
        return f"knows {answer.size} leaves and was not content with our proof from there"
    return "its cosignature comes from the future: check both clocks"
