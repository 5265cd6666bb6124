"""An editor's account uploads a script as a journal file; twin: authors upload manuscripts."""

from __future__ import annotations

from random import Random

from range.estate.addresses import resident
from range.estate.content import PASSWORDS, STANDIN
from range.scenarios.acts import intruder, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK, PEOPLE
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "ojs_editor"
SITES: tuple[str, ...] = ("jurnal",)
TWIN_SITES: tuple[str, ...] = ("jurnal-kesehatan",)

_UPLOAD = "/index.php/jurnal/$$$call$$$/wizard/file-upload/file-upload-wizard/upload-file"


def intrusion(world: World) -> None:
    """Sign in with a leaked password, upload a script, use it below public/journals."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered", users=("humas",))
    world.go(SITES[0], world.at(16, 5.1), _break_in(me, dice))


def _break_in(me: Browser, dice: Random) -> Visit:
    name = script(dice)
    yield from sign_in(me, "ojs", "humas", PASSWORDS["humas"], role="login")
    yield Pause(15)
    yield from me.get("/index.php/jurnal/management/settings/website", role="inside")
    yield from me.upload(_UPLOAD, "uploadedFile", name, STANDIN, role="upload")
    yield Pause(5)
    yield from me.get(f"/public/journals/1/{name}", role="first use", referrer="")
    yield from use(me, f"/public/journals/1/{name}", dice, 13)


def twin(world: World) -> None:
    """Eight authors sign in from their homes, upload, and look at what they sent."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0], users=("operator",))
    for n in range(8):
        me = world.browser(actor, resident(dice), dice.choice((DESK, *PEOPLE)))
        world.go(
            TWIN_SITES[0], world.at(12 + n, 9 + dice.random() * 10), _submit(me, n, dice.randbytes(50000))
        )


def _submit(me: Browser, n: int, content: bytes) -> Visit:
    yield from sign_in(me, "ojs", "operator", PASSWORDS["operator"])
    yield Pause(100)
    yield from me.upload(_UPLOAD, "uploadedFile", f"naskah-{n}.docx", content)
    yield Pause(60)
    yield from me.get(f"/public/journals/1/naskah-{n}.docx")
    yield from me.read(f"/index.php/jurnal/workflow/index/{n}/1")
