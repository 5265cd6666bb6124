"""Weighs what was sent up after a login: scripts that are no release of the site's program."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.detection.behaviours.release import SCRIPTS, is_release
from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.published import Published
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind, kind_of

_RULES = ".htaccess"


def weigh(uploads: Sequence[Happening], case: Case, published: Published | None = None) -> None:
    """Add points for scripts that were sent; a release, or pages for the public, give none.

    In a folder for data no program belongs, unless the site's pages have a button that calls it.
    """
    scripts = [h for h in uploads if h.event.object.lower().endswith((*SCRIPTS, _RULES))]
    misplaced = [h for h in scripts if _among_data(h)]
    if misplaced and not (published and published.pressed(misplaced)):
        case.grave(
            3,
            "scripts were uploaded into folders for data",
            "skrip diunggah ke folder untuk data",
            proof=True,
        )
        case.suspicion.cite("upload", *misplaced[:4])
    elif scripts and not is_release(uploads) and not (published and published.holds(scripts)):
        case.grave(2, "scripts were uploaded afterwards", "sesudahnya skrip diunggah", proof=True)
        case.suspicion.cite("upload", *scripts[:4])


def _among_data(upload: Happening) -> bool:
    name = upload.event.object.lower()
    kind = kind_of(b"/" + name.lstrip("/").encode("utf-8", "replace"))
    return name.endswith(SCRIPTS) and bool(kind & Kind.ODD_PLACE) and bool(kind & Kind.EXECUTABLE)
