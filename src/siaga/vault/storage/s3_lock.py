"""One writer at a time on S3: a small object that names its holder, written on condition.

S3 has no kernel that lets go of a dead process's lock. So the object says who holds it: a later process on
the same machine that finds the holder dead takes over; on another machine a person looks, and removes the
object. The lock keeps honest writers apart. What keeps the log whole even without it is the commit itself,
which replaces `log/checkpoint` only if its version is still the one that was read (docs/vault.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from siaga.vault.errors import ConflictError, MissingError, StorageError, UnreachableError, VaultUsageError
from siaga.vault.storage.holder import Holder
from siaga.vault.storage.names import LOCK
from siaga.vault.storage.s3_client import S3Clients, translated

_NO_ETAG = '"00000000000000000000000000000000"'

_held_here: set[tuple[str, str, str]] = set()
"""Endpoint, bucket and key of what this process holds, to know its own forgotten locks from its live ones."""


@contextmanager
def hold(clients: S3Clients, below: str, place: str) -> Iterator[None]:
    """Hold the lock object below a prefix; raise ConflictError naming its holder."""
    address = {"Bucket": clients.bucket, "Key": below + LOCK}
    mark = (str(clients.patient.meta.endpoint_url), clients.bucket, address["Key"])
    etag = _take(clients, address, place, ours_is_live=mark in _held_here)
    _held_here.add(mark)
    try:
        _try_conditions(clients, address, place)
        yield
    except BaseException:
        with suppress(StorageError):  # what went wrong inside says more
            _release(clients, address, place, etag)
        raise
    else:
        _release(clients, address, place, etag)
    finally:
        _held_here.discard(mark)


def _release(clients: S3Clients, address: dict[str, str], place: str, etag: str) -> None:
    """Remove the object if it is ours: whoever took over from us, believing us dead, keeps his."""
    with suppress(MissingError), translated(place):
        if clients.patient.head_object(**address)["ETag"] == etag:
            clients.patient.delete_object(**address)


def _take(clients: S3Clients, address: dict[str, str], place: str, *, ours_is_live: bool) -> str:
    """Write the object if there is none, or if its holder is known to be dead; return its ETag."""
    ours = Holder.ours().encode()
    condition = {"IfNoneMatch": "*"}
    for _ in range(2):
        try:
            with translated(place):
                return str(clients.once.put_object(**address, Body=ours, **condition)["ETag"])
        except (ConflictError, MissingError):
            condition = _dead_holders_version(clients, address, place, ours_is_live=ours_is_live)
    raise ConflictError(place, "somebody else took the lock at the same moment")


def _dead_holders_version(
    clients: S3Clients, address: dict[str, str], place: str, *, ours_is_live: bool
) -> dict[str, str]:
    """Return the condition on which the lock may be taken, or raise ConflictError if it is held."""
    try:
        with translated(place):
            answer = clients.patient.get_object(**address)
            held, etag, since = answer["Body"].read(), str(answer["ETag"]), answer["LastModified"]
    except MissingError:
        return {"IfNoneMatch": "*"}
    holder = Holder.parse(held)
    forgotten = holder == Holder.ours() and not ours_is_live  # the store went away before we could let go
    if holder is not None and (forgotten or holder.is_gone()):
        return {"IfMatch": etag}
    who = holder or "somebody"
    raise ConflictError(
        place,
        f"{who} is writing to it since {since:%Y-%m-%d %H:%M:%S} UTC; if that process is surely dead, "
        f"remove the object s3://{address['Bucket']}/{address['Key']}",
    )


def _try_conditions(clients: S3Clients, address: dict[str, str], place: str) -> None:
    """Refuse a store that overwrites what it was told not to: everything rests on that."""
    for condition in ({"IfNoneMatch": "*"}, {"IfMatch": _NO_ETAG}):
        try:
            with translated(place):
                clients.once.put_object(**address, Body=Holder.ours().encode(), **condition)
        except ConflictError:
            continue
        except UnreachableError as error:
            raise UnreachableError(place, f"cannot try conditional writes: {error.reason}") from error
        raise VaultUsageError(place, f"this store ignores {next(iter(condition))}, so it can't hold a vault")
