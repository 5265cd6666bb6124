"""A real disk on which one operation fails, once or always, as a full or broken one does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from siaga.vault.storage.disk import RealDisk


class FailingDisk(RealDisk):
    """Fails in the named operation with an errno; `notes` lists the operations in their order."""

    def __init__(self, failing: str = "", number: int = 0) -> None:
        self.failing, self.number = failing, number
        self.notes: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or not callable(found):
            return found
        return self._watched(name, found)

    def _watched(self, name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any) -> Any:
            self.notes.append(name)
            if name == self.failing:
                if name == "write":  # a full disk takes a part
                    Path(given[0]).write_bytes(given[1][: len(given[1]) // 2])
                raise OSError(self.number, os.strerror(self.number), str(given[0]))
            return operation(*given)

        return watched
