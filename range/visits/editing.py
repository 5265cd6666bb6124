"""What an editor does once signed in, per application: a piece of news, a picture, a record."""

from __future__ import annotations

from random import Random

from range.visits.browser import Browser
from range.visits.steps import Pause, Visit

_UPLOAD = "/index.php/jurnal/$$$call$$$/wizard/file-upload/file-upload-wizard/upload-file"


def edit_once(me: Browser, app: str, dice: Random) -> Visit:
    """Do one piece of work in the application."""
    picture = b"\xff\xd8\xff" + dice.randbytes(dice.randrange(20000, 80000))
    name = f"kegiatan-{dice.randrange(1000, 9999)}.jpg"
    match app:
        case "kelurahan":
            yield from _kelurahan(me, name, picture, dice)
        case "wordpress":
            yield from _wordpress(me, name, picture, dice)
        case "slims":
            yield from me.read("/admin/modules/bibliography/index.php")
            item = dice.randrange(900)
            yield from me.read(f"/admin/modules/bibliography/index.php?itemID={item}&detail=true")
        case "ojs":
            yield from me.read(f"/index.php/jurnal/workflow/index/{dice.randrange(90)}/1")
            yield from me.upload(_UPLOAD, "uploadedFile", f"naskah-{dice.randrange(999)}.docx", picture)
        case "opensid":
            yield from me.read("/web")
            yield from me.upload("/dokumen/insert", "satuan", f"perdes-{dice.randrange(99)}.pdf", picture)
            yield from me.read(f"/penduduk/detail/1/0/{dice.randrange(900)}")
        case "joomla":
            yield from me.read("/administrator/index.php?option=com_content&view=articles")
            target = "/administrator/index.php?option=com_content&task=article.save"
            yield from me.post(target, {"jform": "kabar " * 90})
            yield from me.read("/administrator/index.php?option=com_content")
        case _:
            yield from me.read(f"/admin/permohonan/{dice.randrange(900)}")


def _kelurahan(me: Browser, name: str, picture: bytes, dice: Random) -> Visit:
    yield from me.read("/admin/berita.php")
    yield Pause(dice.uniform(100, 600))
    fields = {"judul": f"Kabar {dice.randrange(900)}"}
    yield from me.upload("/admin/berita_simpan.php", "gambar", name, picture, fields)
    yield from me.read("/admin/berita.php?simpan=1")
    yield from me.get(f"/uploads/berita/{name}")


def _wordpress(me: Browser, name: str, picture: bytes, dice: Random) -> Visit:
    post = dice.randrange(100, 900)
    yield from me.read(f"/wp-admin/post.php?post={post}&action=edit")
    yield from me.upload("/wp-admin/async-upload.php", "async-upload", name, picture)
    for _ in range(3):
        yield Pause(60)
        yield from me.post("/wp-admin/admin-ajax.php", {"action": "heartbeat", "interval": "60"})
    yield from me.post("/wp-admin/post.php", {"post_ID": str(post), "content": "kabar kegiatan " * 40})
    yield from me.read(f"/wp-admin/post.php?post={post}&action=edit&message=1")
