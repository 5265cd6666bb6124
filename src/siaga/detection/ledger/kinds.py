"""Sorts URL paths into the few kinds that behaviours ask about; each distinct path is sorted once."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from siaga.detection.applications.meaning import may_mean_something
from siaga.foundation.pattern_set import PatternSet
from siaga.foundation.remembering import remembering
from siaga.foundation.urls import plain_path


class Kind:
    """What a path looks like; a path may be several things: bits of an int.

    Plain ints, not an IntFlag: they are asked millions of times, and IntFlag is twenty times slower.
    """

    NONE: Final = 0
    EXECUTABLE: Final = 1  # the server would run it
    ODD_PLACE: Final = 2  # in a folder that holds data, not programs
    THEME: Final = 4  # in a theme or plugin folder
    LOGIN: Final = 8
    ADMIN: Final = 16
    UPLOAD: Final = 32  # takes files
    DUMP: Final = 64  # a database dump or a copy of a whole site
    RECORDS: Final = 128  # serves records about people or an export of many
    STATIC: Final = 256
    SITEMAP: Final = 512  # sitemaps and search-engine verification files
    HOME: Final = 1024
    CODE_EDIT: Final = 2048  # an editor for the site's own code
    PAPERS: Final = 4096  # a numbered document, which may be anybody's or everybody's


_FRONT_CONTROLLER, _IDENTITY_PAPER = 1 << 13, 1 << 14
"""Looks that are no kinds of their own."""

_EXECUTABLE = re.compile(
    r"\.(?:php[0-9s]?|pht|phtml|phar|pgif|inc|aspx?|ashx|asmx|cer|asa|jspx?|jspf|cfm|cgi|pl|py|rb|sh|shtml)"
    r"(?:$|/|\.[a-z0-9]{1,5}$|;)",
)
_FRONT = re.compile(r"/index\.php/")
"""A front controller with the page in its path (OJS, CodeIgniter): the page is no script of its own."""

_ODD = re.compile(
    r"/(?:uploads?|upload_?files?|userfiles?|files?|attachments?|lampiran|berkas|dokumen|documents?|unggah(?:an)?|"
    r"images?|img|imgs|gambar|foto|photos?|galeri|gallery|pics?|pictures?|avatars?|banners?|logos?|icons?|"
    r"media|static|assets?|css|js|fonts?|cache|tmp|temp|storage|sessions?|logs?|backups?|data|repository|"
    r"public/(?:files|journals|site|uploads)|\.well-known|thumbs?|thumbnails?|arsip|desa/upload|sites/default/files)/",
)
_ODD_TOO = re.compile(
    r"/(?:[a-z0-9]{1,16}[_-])?(?:img|images?|gambar|foto|photos?|galeri|gallery|pics?|uploads?|unggah(?:an)?|lampiran|"
    r"attachments?|banners?|avatars?|thumbs?)(?:[_-][a-z0-9]{1,16})?/"
)
"""What a folder holds, with what it is for: img_galeri, foto-berita, banner_upload."""

_THEME = re.compile(r"/(?:themes?|templates?|plugins?|modules|components|mu-plugins|skins?|language)/")
_LOGIN = re.compile(
    r"/(?:wp-login\.php|(?:[a-z_-]{0,24}[_-])?(?:log[_-]?in|sign[_-]?in|masuk|signon|"
    r"auth(?:enticate|entication)?|siteman|session/new)(?:[_-][a-z]{1,16})?(?:\.[a-z]{2,5})?)(?:/|$)"
)
_ADMIN = re.compile(
    # "administrasi" is a word of public pages, not of the administration's own.
    r"/(?:wp-admin|administrat(?:or|ion)[a-z0-9_-]{0,8}|admin(?:[a-hj-z0-9_-][a-z0-9_-]{0,11})?|adm|"
    r"panel|dashboard|dasbor|cpanel|backend|manage[a-z]{0,8}|management|kelola|pengelola|operator|phpmyadmin|pma|adminer|cms|controlpanel|backoffice|siteman|superadmin)"
    r"(?:\.[a-z]{2,5})?(?:/|$)"
)
_UPLOAD = re.compile(
    r"upload|unggah|lampir|attachment|async-upload|filemanager|elfinder|kcfinder|ckfinder|fckeditor|import|"
    r"connector|plupload|dropzone|media-new|editor/file|submission|pengaduan|aduan|lapor"
)
_DUMP = re.compile(
    r"\.(?:sql|sqlite3?|mdb|dump|dmp|bson|rdb)(?:\.(?:gz|bz2|xz|zip|zst|7z|rar|tar|tgz))?$"
    r"|(?:^|[/_.-])(?:backups?|cadangan|dump|database|db|mysql|www|htdocs|public_html|wwwroot|site|web|full|bak)"
    r"[a-z0-9_.-]{0,48}\.(?:zip|tar|tar\.(?:gz|bz2|xz|zst)|tgz|gz|bz2|rar|7z|bak|old)$"
    r"|/(?:backups?|cadangan|dumps?|bak)/[^/]{1,120}\.(?:zip|tar|gz|tgz|bz2|xz|rar|7z|zst|csv|xlsx?|bak)$"
    # Formats of programs that pack a whole site with its database, whatever the file is called.
    r"|\.(?:wpress|jpa|jps)$"
)
_RECORDS = re.compile(
    r"/(?:warga|penduduk|kependudukan|nik|kk|ktp|dtks|bansos|pegawai|karyawan|siswa|mahasiswa|pasien|anggota|"
    r"pemohon|permohonan|pengajuan|pelapor|penerima|keluarga|pemilih|guru|dosen|santri|nasabah|wajib[_-]?pajak|"
    r"users?|members?|customers?|patients?|students?|employees?|invoices?|orders?|"
    r"profil(?:e|es)?|accounts?|cetak|print|kartu|identitas|biodata|peserta|pendaftar|tagihan|sertifikat|ijazah|rapor|export|ekspor|unduh-data|download-data|rekap|laporan-data)"
    r"(?:[_-][a-z]{1,16}){0,2}(?:\.[a-z]{2,5})?(?:/|$)"
)
_IDENTITY = re.compile(
    r"/(?:e-?ktp|ktp|kk|kartu[_-]?keluarga|identitas|akta|akte|ijazah|paspor|npwp|bpjs|sktm|passports?|id-?cards?)/[^/]+$"
)
"""Folders that hold people's papers, as pictures or documents."""

_PAPERS = re.compile(
    r"/(?:berkas|dokumen|documents?|lampiran|attachments?|files?|surat|arsip|scans?|unduh(?:an)?|downloads?|"
    r"bukti|slip|struk|resi|nota|k[wu]itansi|tanda[_-]?terima|receipts?)"
    r"(?:/[a-z_-]{1,24}){0,2}/[0-9]{1,20}(?:/[a-z_-]{1,24})?$"
)
"""Documents by their number; whether they are people's own only the way they are used can tell."""

_STATIC = re.compile(
    r"\.(?:css|js|mjs|map|png|jpe?g|gif|svg|ico|webp|avif|bmp|woff2?|ttf|eot|otf|mp[34]|webm|ogg|avi|mov|"
    r"pdf|docx?|xlsx?|pptx?|odt|ods|txt|csv|json|xml|rss|atom)$"
)
_SITEMAP = re.compile(
    r"sitemap[a-z0-9_.-]{0,40}\.(?:xml|txt|php|html?)(?:\.gz)?$"
    r"|/google[0-9a-f]{16}\.html$|/bingsiteauth\.xml$"
)
_HOME = frozenset({"/", "/index.php", "/index.html", "/index.htm", "/home", "/beranda", "/default.aspx"})
_CODE_EDIT = re.compile(
    r"/(?:theme-editor|plugin-editor|site-editor|file-editor)\.php$|/admin/(?:theme|template|kode|file)s?/edit"
)


_LOOKS = {
    _EXECUTABLE: Kind.EXECUTABLE,
    _FRONT: _FRONT_CONTROLLER,
    _STATIC: Kind.STATIC,
    _ODD: Kind.ODD_PLACE,
    _ODD_TOO: Kind.ODD_PLACE,
    _THEME: Kind.THEME,
    _LOGIN: Kind.LOGIN,
    _ADMIN: Kind.ADMIN,
    _UPLOAD: Kind.UPLOAD,
    _RECORDS: Kind.RECORDS,
    _CODE_EDIT: Kind.CODE_EDIT,
    _IDENTITY: _IDENTITY_PAPER,
    _PAPERS: Kind.PAPERS,
    _DUMP: Kind.DUMP,
    _SITEMAP: Kind.SITEMAP,
}
_ROLES = Kind.LOGIN | Kind.ADMIN | Kind.UPLOAD | Kind.RECORDS | Kind.CODE_EDIT
"""What a picture or a style sheet is not, whatever its name says."""


@cache
def _patterns() -> tuple[PatternSet, tuple[int, ...]]:
    return PatternSet(list(_LOOKS)), tuple(_LOOKS.values())


@remembering(50_000)
def kind_of(path: bytes) -> int:
    """Sort one path (without query) into its kinds; letters and percent-encoding don't matter."""
    text = plain_path(path)
    patterns, bits = _patterns()
    kind = Kind.HOME if text in _HOME else Kind.NONE
    for number in patterns.found(text):
        kind |= bits[number]
    if kind & _FRONT_CONTROLLER:
        kind &= ~Kind.EXECUTABLE
    if kind & Kind.EXECUTABLE:
        kind &= ~Kind.STATIC
    if kind & Kind.STATIC:
        kind &= ~_ROLES
    elif may_mean_something(path):
        kind |= Kind.ADMIN
    if kind & _IDENTITY_PAPER:
        kind |= Kind.RECORDS
    if kind & Kind.DUMP:
        kind &= ~Kind.STATIC
    return kind & ~(_FRONT_CONTROLLER | _IDENTITY_PAPER)
