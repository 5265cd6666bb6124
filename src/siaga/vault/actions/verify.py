"""Checks everything in a vault and says what was checked; nothing is written, nothing raises."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography import x509

from siaga.foundation.errors import SiagaError
from siaga.foundation.executor.contract import Executor
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.policy import Policy
from siaga.vault.verifying.case import Asked, Case
from siaga.vault.verifying.checks import ALL_CHECKS
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.opening import open_case
from siaga.vault.verifying.result import Check, Verification, Words

_CUT_SHORT = Words("pemeriksaan ini terputus", "this check was cut short")


def verify(
    storage: Storage,
    *,
    now_us: int,
    deep: bool = False,
    policy: Policy | None = None,
    published: Sequence[bytes] = (),
    root_vkey: str = "",
    roots: Sequence[x509.Certificate] = (),
    executor: Executor | None = None,
) -> Verification:
    """Verify a vault at the time `now_us` (UTC µs).

    What is brought along from outside can't have been altered with the vault: `policy` (None: the vault's own
    is believed), checkpoints that were `published`, the root's verifier key `root_vkey` ("": the vault's
    own is believed), and `roots` of time stamping authorities. `deep` also unpacks every frame and hashes its
    lines. Segments are looked at by `executor`, one per task, or here; its workers open the storage
    by its place.
    """
    asked = Asked(now_us, deep, policy, tuple(published), root_vkey, tuple(roots), executor)
    case = open_case(storage, asked)
    checks = tuple(_carried_out(case, kind) for kind in ALL_CHECKS)
    return Verification(
        place=storage.place,
        origin=case.origin,
        size=0 if case.head is None else case.head.checkpoint.size,
        root=b"" if case.head is None else case.head.checkpoint.root,
        deep=deep,
        stored_bytes=sum(each.stored_bytes for each in (case.looks or {}).values()),
        checks=checks,
    )


def _carried_out(case: Case, kind: Kind) -> Check:
    found = Findings()
    try:
        kind.look(case, found)
    except SiagaError as error:
        # A store that does not answer: what was found until then stays said, and the rest goes on.
        found.unseen(kind.name, _CUT_SHORT, str(error))
    return found.check(kind.name, kind.title)
