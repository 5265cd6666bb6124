"""Writes the newest checkpoint to a file that the public can fetch."""

from __future__ import annotations

from pathlib import Path

from siaga.vault import layout
from siaga.vault.errors import UnreachableError
from siaga.vault.storage.contract import Storage


def publish_checkpoint(storage: Storage, path: Path) -> bool:
    """Replace the file if the checkpoint is another one; say whether it was. Raise UnreachableError."""
    data = storage.read(layout.CHECKPOINT)
    new = path.with_name(f".{path.name}.new")
    try:
        if path.exists() and path.read_bytes() == data:
            return False
        # Made anew: in a folder of the web server, whatever stands under that name may lead elsewhere.
        new.unlink(missing_ok=True)
        with new.open("xb") as file:
            file.write(data)
        new.chmod(0o644)
        new.replace(path)
    except OSError as error:
        raise UnreachableError(str(path), f"the checkpoint can't be published: {error.strerror}") from error
    return True
