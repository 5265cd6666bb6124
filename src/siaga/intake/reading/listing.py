"""List the regular files that a person's inputs stand for, each once, and tell about everything else."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from siaga.intake.reading.label import printable
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.work_item import STANDARD_INPUT

_KINDS = (
    (stat.S_ISFIFO, "fifo"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISBLK, "block device"),
    (stat.S_ISCHR, "character device"),
)
_STREAM = re.compile(r"^(?:-|/dev/stdin|/dev/fd/\d+|/proc/self/fd/\d+)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its real path, its label, (device, inode), size in bytes and time of change."""

    path: str
    label: str
    identity: tuple[int, int]
    size: int
    modified_at_us: int
    streamed: bool = False


class Listing:
    """Walks inputs; folders by sorted names, real files before symbolic links, nothing twice."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._streams: dict[str, str] = {}
        self._files: dict[tuple[int, int], str] = {}
        self._folders: dict[tuple[int, int], str] = {}

    def files(self, inputs: Sequence[str]) -> Iterator[Found]:
        """Yield the files of all inputs ("-" is standard input), in the order given."""
        for path in inputs:
            status = self._status(path)
            if _STREAM.match(path) and (status is None or not stat.S_ISREG(status.st_mode)):
                yield from self._stream(path)
            elif status is None:
                continue
            elif stat.S_ISDIR(status.st_mode):
                yield from self._tree(path)
            else:
                yield from self._file(path, status)

    def _stream(self, path: str) -> Iterator[Found]:
        same = STANDARD_INPUT if path == "/dev/stdin" else path
        if same in self._streams:
            self._notebook.add(path, "duplicate", self._streams[same])
            return
        self._streams[same] = path
        yield Found(path, path, (-1, -1), 0, 0, streamed=True)

    def _status(self, path: str) -> os.stat_result | None:
        if path == STANDARD_INPUT:
            return None
        try:
            return os.stat(path)  # noqa: PTH116 - a Path would rewrite what the person typed
        except PermissionError:
            self._notebook.add(printable(path), "no_permission")
        except FileNotFoundError:
            dangling = os.path.islink(path)  # noqa: PTH114 - likewise
            self._notebook.add(printable(path), "broken_link" if dangling else "missing")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self._notebook.add(printable(path), "input_error", reason)
        return None

    def _tree(self, root: str) -> Iterator[Found]:
        links: list[str] = []
        before, told = len(self._files), len(self._notebook)
        yield from self._folder(root, links)
        inside = os.path.realpath(root)
        while links:
            path = links.pop(0)
            target = os.path.realpath(path)
            status = self._status(path)
            if status is None:
                continue
            if os.path.commonpath([inside, target]) != inside:
                self._notebook.add(printable(path), "outside_link")
            elif stat.S_ISDIR(status.st_mode):
                yield from self._folder(path, links)
            else:
                yield from self._file(path, status)
        if len(self._files) == before and len(self._notebook) == told:
            self._notebook.add(printable(root), "nothing_inside")

    def _folder(self, folder: str, links: list[str]) -> Iterator[Found]:
        waiting = [folder]
        while waiting:
            path = waiting.pop()
            status = self._status(path)
            if status is None:
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in self._folders:
                self._notebook.add(printable(path), "loop", printable(self._folders[identity]))
                continue
            self._folders[identity] = path
            inner: list[str] = []
            for entry in self._entries(path):
                if entry.is_symlink():
                    links.append(entry.path)
                elif entry.is_dir(follow_symlinks=False):
                    inner.append(entry.path)
                elif (found := self._status(entry.path)) is not None:
                    yield from self._file(entry.path, found)
            waiting += reversed(inner)

    def _entries(self, path: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(path) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except PermissionError:
            self._notebook.add(printable(path), "no_permission")
        except OSError as error:
            self._notebook.add(printable(path), "input_error", error.strerror or type(error).__name__)
        return []

    def _file(self, path: str, status: os.stat_result) -> Iterator[Found]:
        label = printable(path)
        for is_kind, kind in _KINDS:
            if is_kind(status.st_mode):
                self._notebook.add(label, "not_regular", kind)
                return
        identity = (status.st_dev, status.st_ino)
        if identity in self._files:
            self._notebook.add(label, "duplicate", self._files[identity])
            return
        self._files[identity] = label
        yield Found(path, label, identity, status.st_size, status.st_mtime_ns // 1000)
