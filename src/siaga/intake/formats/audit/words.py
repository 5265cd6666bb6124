"""What the action words of audit trails mean, in English and Indonesian."""

from __future__ import annotations

import re
from functools import lru_cache

from siaga.intake.rows import Action, Outcome

_ACCOUNT = (
    "pengguna|user|akun|account|role|peran|hak akses|hak|permission|privilege|grup|group|member|administrator"
    "|admin|operator|petugas|level"
)
_CHANGES = (
    "tambah|buat|hapus|modif|ubah|edit|sunting|aktif|nonaktif|blokir|simpan|add|creat|delet|remov|updat|chang|promot"
    "|disabl|enabl|lock|unlock|suspend|new|baru|assign|grant|revok|beri|cabut|atur|set|kelola|invit"
)
_CREDENTIAL = "kata sandi|sandi|password|pwd"

# First match wins: "ubah password" before "ubah", "gagal login" is still a login.
_MEANINGS: tuple[tuple[Action, tuple[str, ...]], ...] = (
    (
        "logout",
        (
            r"disconnect\w*",
            "log ?out|sign ?out|logoff|logged (?:out|off)|keluar",
            "session (?:closed|end)|akhir sesi",
        ),
    ),
    (
        "password_change",
        (
            rf"(?:ubah|ganti|reset|atur|change|update|set|lupa|forgot)\w* (?:\w+ )?(?:{_CREDENTIAL})",
            rf"(?:{_CREDENTIAL}) (?:\w+ )?(?:reset|change|update|di ?ubah|di ?ganti)",
        ),
    ),
    ("login", ("2fa|otp|two factor|autentikasi",)),
    (
        "account_change",
        (
            rf"(?:{_CHANGES})\w* (?:\w+ )?(?:{_ACCOUNT})",
            rf"(?:{_ACCOUNT})s? (?:\w+ )?(?:{_CHANGES}|register|di ?)\w*",
            r"regist\w*|(?:naik|turun)\w* (?:peran|level|hak)",
        ),
    ),
    (
        "export",
        (
            r"backup|back up|cadang\w*|ekspor\w*|export\w*|dump\w*|mysqldump|cetak semua",
            "unduh semua|download all|unduh (?:basis data|database|db|laporan|data)",
        ),
    ),
    ("login", ("log ?in|sign ?in|logged in|masuk", r"authenticat\w*|otentikasi|auth\w*|connection|koneksi")),
    ("upload", (r"unggah\w*|upload\w*|impor\w*|import\w*|lampir\w*|attach\w*",)),
    ("download", (r"unduh\w*|download\w*",)),
    ("delete", (r"hapus\w*|menghapus|dihapus|delet\w*|remov\w*|destroy\w*|trash\w*|buang",)),
    ("rename", (r"ganti nama|renam\w*|pindah\w*|move\w*",)),
    (
        "privileged",
        (
            r"plugin|plug-in|tema|theme|modul|module|pengaturan|setting\w*|konfigurasi|config\w*|install\w*",
            r"pasang\w*|maintenance|restore\w*|pulih\w*|query|sudo|imperson\w*",
            r"inbox ?rule|forwarding ?(?:address|smtp)|access ?token|deploy ?key",
        ),
    ),
    (
        "content_change",
        (
            r"tambah\w*|menambah\w*|buat\w*|membuat|ubah\w*|mengubah|diubah|edit\w*|sunting\w*|simpan\w*|menyimpan",
            r"perbarui|memperbarui|terbit\w*|publish\w*|post\w*|insert\w*|creat\w*|updat\w*|add\w*|chang\w*|sav\w*",
            r"modif\w*|setuju\w*|approv\w*|verifikasi\w*|tolak\w*|reject\w*|stor\w*|writ\w*",
        ),
    ),
    ("session", ("sesi|session",)),
    ("error", ("error|galat|exception|kesalahan",)),
)
_PATTERNS = tuple((re.compile(rf"(?<![a-z])(?:{'|'.join(words)})"), action) for action, words in _MEANINGS)
_PREFIX = re.compile(
    r"(?<![a-z])(?:di|me|men|mem|meng)(?=tambah|buat|hapus|ubah|edit|aktif|nonaktif|blokir|unduh|unggah|ekspor|impor"
    r"|ganti|atur|cadang|kelola|cabut|beri|reset|update|upload|download|pindah|verifikasi|tolak|setuju)"
)
"""Verbal prefixes in front of a stem: "menghapus", "dihapus"."""
_STEMS = {"menambah": "tambah", "menyimpan": "simpan", "memasang": "pasang", "menyunting": "sunting"}
"""Stems whose first letter melts into the prefix."""
_MELTED = re.compile("|".join(_STEMS))
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins in "FileDownloaded"."""
_BAD = re.compile(
    r"(?<![a-z])(?:gagal|fail\w*|invalid|incorrect|wrong|salah|ditolak|tolak|denied|refused|reject\w*|error|false|no|"
    r"tidak|unauthori[sz]ed|forbidden|blocked|diblokir|deny|unsuccessful)(?![a-z])"
)
_GOOD = re.compile(
    r"(?<![a-z])(?:berhasil|sukses|success\w*|succeed\w*|ok|accept\w*|granted|true|yes|ya|valid|allow\w*|diterima|"
    r"passed|logged in)(?![a-z])"
)
_LONGEST = 200
"""Characters of an action text that are looked at: words mean something at its start."""


_ABOUT_ACCOUNTS = frozenset({"account_change", "password_change"})
_GENERIC = frozenset({"other", "content_change", "delete"})


@lru_cache(maxsize=4096)
def action_on(words: str, kind: str, message: str) -> Action:
    """Return what was done to what: "updated" is a changed account when the record's kind is a user.

    A message counts only by how it begins: titles and texts of records may hold any words.
    """
    action = action_of(words)
    if action not in _GENERIC:
        return action
    kind = kind.replace("\\", "/").rpartition("/")[2]
    if kind and (on_kind := action_of(f"{words} {kind}")) in _ABOUT_ACCOUNTS:
        return on_kind
    plain = _plain(message)
    begins: Action = next((one for pattern, one in _PATTERNS if pattern.match(plain)), "other")
    if begins in _ABOUT_ACCOUNTS:
        return begins
    return action_of(message) if action == "other" and message else action


def _plain(words: str) -> str:
    plain = re.sub(r"[_\-.:/]+", " ", _HUMP.sub(" ", words[:_LONGEST]).lower())
    return _MELTED.sub(lambda match: _STEMS[match[0]], _PREFIX.sub("", plain))


@lru_cache(maxsize=4096)
def action_of(words: str) -> Action:
    """Return the action that words in an audit trail mean; "other" when they say none."""
    plain = _plain(words)
    return next((action for pattern, action in _PATTERNS if pattern.search(plain)), "other")


@lru_cache(maxsize=4096)
def outcome_of(words: str) -> Outcome:
    """Return the outcome that words tell; "" when they tell none. 1 and 0 count as yes and no."""
    plain = _HUMP.sub(" ", words[:_LONGEST].strip()).lower().replace("_", " ")
    if plain in ("1", "200", "s", "izin", "diizinkan", "permit", "permitted"):
        return "success"
    if plain in ("0", "401", "403", "f"):
        return "failure"
    if _BAD.search(plain):
        return "failure"
    return "success" if _GOOD.search(plain) else ""
