"""Office staff and webmasters: they work in office hours, from their own networks, day after day."""

from __future__ import annotations

from random import Random

from range.estate.addresses import home, mobile, office
from range.estate.content import PASSWORDS
from range.visits.agents import DESK, DESK_2, PHONE
from range.visits.browser import Browser
from range.visits.editing import edit_once
from range.visits.engine import Stage
from range.visits.steps import Actor, Asking, FtpSession, Pause, SshLogin, Visit
from range.visits.world import DAY, HOUR, START, World

LOGINS = {
    "kelurahan": ("/admin/login.php", "pengguna", "sandi", "/admin/index.php"),
    "wordpress": ("/wp-login.php", "log", "pwd", "/wp-admin/"),
    "slims": ("/index.php?p=login", "userName", "passWord", "/admin/index.php"),
    "ojs": ("/index.php/jurnal/login/signIn", "username", "password", "/index.php/jurnal/submissions"),
    "opensid": ("/siteman/auth", "username", "password", "/hom_sid"),
    "joomla": ("/administrator/index.php", "username", "passwd", "/administrator/index.php"),
    "laravel": ("/login", "email", "password", "/dashboard"),
}
"""Login address, names of the two fields, first page inside; per application."""


def sign_in(
    me: Browser, app: str, user: str, password: str, role: str = "", inside: str = "inside"
) -> Asking:
    """Sign in as a person does and open the first page inside; `role` marks the login for the truth."""
    where, name, word, first = LOGINS[app]
    form = {"opensid": "/siteman", "ojs": "/index.php/jurnal/login"}.get(app, where)
    yield from me.read(form, referrer="")
    yield Pause(9)
    yield from me.post(where, {name: user, word: password}, role=role)
    yield Pause(0.4)
    reply = yield from me.get(first, role=inside if role else "")
    me.page = first
    me.actor.users.add(user)
    return reply


def arrive(world: World, stage: Stage) -> None:
    """Plan the working days of the staff of one site."""
    site = stage.site
    if site.app not in LOGINS:
        return
    editor = world.actor(site.short, f"humas@{site.short}", "staff", users=("humas",))
    chief = world.actor(site.short, f"admin@{site.short}", "staff", users=("admin",))
    for day in range(world.days):
        dice = world.dice("staff", site.short, day)
        midnight = START + day * DAY
        if day % 7 < 5:
            at = midnight + dice.uniform(8.1, 15) * HOUR
            me = world.browser(editor, office(site.short), DESK_2)
            stage.enter(_edit(me, site.app, "humas", Random(dice.getrandbits(60))), at)
            if dice.random() < 0.6:
                at = midnight + dice.uniform(8.1, 15.5) * HOUR
                me = world.browser(chief, office(site.short), DESK)
                stage.enter(_administer(me, site.app, day, Random(dice.getrandbits(60))), at)
        if dice.random() < 0.3:
            me = world.browser(editor, home(site.short, "humas", day), PHONE)
            stage.enter(
                _edit(me, site.app, "humas", Random(dice.getrandbits(60))),
                midnight + dice.uniform(19, 21.8) * HOUR,
            )
        if dice.random() < 0.06:
            me = world.browser(editor, mobile(dice), PHONE)
            at = midnight + dice.uniform(9, 21) * HOUR
            stage.enter(_edit(me, site.app, "humas", Random(dice.getrandbits(60))), at)
        if site.shell_access:
            _machine(world, stage, chief, day)


def _edit(me: Browser, app: str, user: str, dice: Random) -> Visit:
    if dice.random() < 0.15:
        where, name, word, _ = LOGINS[app]
        yield from me.read(where, referrer="")
        yield from me.post(where, {name: user, word: "salah-ketik"})
        yield Pause(14)
    yield from sign_in(me, app, user, PASSWORDS[user])
    for _ in range(dice.randrange(1, 4)):
        yield Pause(dice.uniform(60, 900))
        yield from edit_once(me, app, dice)
    if dice.random() < 0.5 and app in {"kelurahan", "wordpress"}:
        yield from me.get(
            "/admin/keluar.php" if app == "kelurahan" else "/wp-login.php?action=logout&_wpnonce=ab12"
        )


def _administer(me: Browser, app: str, day: int, dice: Random) -> Visit:
    yield from sign_in(me, app, "admin", PASSWORDS["admin"])
    yield Pause(dice.uniform(30, 300))
    if app == "kelurahan":
        yield from me.read("/admin/pengguna.php")
        if day % 7 == 4:
            yield from me.read("/admin/cadangan.php")
            yield from me.get("/admin/cadangan.php?buat=1")
            yield Pause(4)
            yield from me.read("/admin/cadangan.php?selesai=1")
            yield from me.get(f"/backup/db-2026{_date(day)}.sql.gz")
    elif app == "wordpress":
        yield from me.read("/wp-admin/plugins.php")
        yield from me.read("/wp-admin/users.php")
        if day % 7 == 4:
            yield from me.read("/wp-admin/update-core.php")
            yield from me.read("/wp-admin/admin.php?page=cadangan")
            yield from me.post("/wp-admin/admin.php?page=cadangan", {"buat": "1"})
            yield Pause(5)
            yield from me.get(f"/wp-content/backups/backup_2026-{_date(day)[:2]}-{_date(day)[2:]}_db.sql.gz")
    elif app == "slims":
        yield from me.read("/admin/modules/system/app_user.php")
    elif app == "opensid":
        yield from me.read("/penduduk")
        if day % 7 == 4:
            yield from me.get("/database/exec_backup")


def _date(day: int) -> str:
    number = day + 5
    return f"10{number:02d}" if number <= 31 else f"11{number - 31:02d}"


def _machine(world: World, stage: Stage, chief: Actor, day: int) -> None:
    """Plan the webmaster's SSH and FTP sessions and the nightly backup server of one machine."""
    site, dice = stage.site, world.dice("machine", stage.site.short, day)
    midnight = START + day * DAY
    desk, keeper = office(site.short), office("cadangan")
    stage.enter(
        _one(SshLogin(chief, keeper, "root", key=True, hold=dice.uniform(60, 240))), midnight + 2.5 * HOUR
    )
    if day % 7 < 5 and dice.random() < 0.7:
        words = (PASSWORDS["admin"],) if dice.random() < 0.8 else ("salah", PASSWORDS["admin"])
        at = midnight + dice.uniform(8.2, 15) * HOUR
        stage.enter(_one(SshLogin(chief, desk, "admin", words, hold=dice.uniform(300, 3000))), at)
    if day % 7 in {1, 3}:
        user = site.short
        chief.users.add(user)
        puts = (
            (f"dokumen/pengumuman-{day}.pdf", b"%PDF-1.4\n" + dice.randbytes(30000), ""),
            ("aset/gaya.css", dice.randbytes(20000), ""),
        )
        stage.enter(
            _one(FtpSession(chief, desk, user, f"ftp-{user}-26", puts)), midnight + dice.uniform(9, 14) * HOUR
        )


def _one(step: SshLogin | FtpSession) -> Visit:
    yield step
