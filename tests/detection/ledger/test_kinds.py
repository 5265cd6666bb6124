"""Paths are sorted by words that Indonesian and English sites use; look-alikes are left alone."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.kinds import Kind, kind_of

MUST: dict[int, str] = {
    Kind.EXECUTABLE: (
        "/x.php /X.PHP /x.php5 /x.phtml /x.phar /x.asp /x.aspx /x.ashx /x.jsp /x.jspx /x.cgi /x.pl "
        "/x.py /x.sh /a.php/info /a.php.jpg /a.php;.jpg /a%2Ephp /a%252ephp /a.jsp;jsessionid=1 "
        "/x.cfm"
    ),
    Kind.ODD_PLACE: (
        "/wp-content/uploads/2026/03/x.php /uploads/x.jpg /gambar/a.png /foto/x.php /galeri/1.jpg "
        "/berkas/a.pdf /lampiran/x.pdf /dokumen/perda.pdf /unggahan/a.zip /images/logo.png "
        "/assets/js/a.js /css/x.php /cache/y.php /tmp/z.php /desa/upload/artikel/a.php "
        "/sites/default/files/a.php /storage/a.php /arsip/x.php /.well-known/a.php /media/x.php "
        "/avatars/1.php /backup/a.php /img_galeri/97kopi.php /foto-berita/x.php /banner_upload/a.php"
    ),
    Kind.THEME: (
        "/wp-content/themes/x/404.php /wp-content/plugins/a/b.php /templates/x/index.php /theme/x.php"
    ),
    Kind.LOGIN: (
        "/login /login/ /login.php /Login.aspx /wp-login.php /auth/login /admin/login.php /masuk "
        "/user-login /cek_login.php /proses-login /index.php/siteman/auth /siteman /log-in /signin "
        "/users/sign_in /log_in /signon /authenticate /authentication /session/new /login_process.php "
        "/index.php/login /auth"
    ),
    Kind.ADMIN: (
        "/admin /admin/ /admin.php /admin1/ /admin_kota/berita /admin-web /adminpanel/ "
        "/administrator/index.php /administration/ /wp-admin/ /adm/index.php /panel /dasbor "
        "/dashboard/x /kelola/berita /pengelola /operator/ /backend /manage/users /management/ "
        "/phpmyadmin/ /pma/ /adminer.php /cms/ /cpanel /controlpanel /backoffice/ /siteman "
        "/superadmin /phpMyAdmin/index.php"
    ),
    Kind.UPLOAD: (
        "/upload /upload.php /api/upload /unggah /unggah-berkas /lampiran/tambah /attachment "
        "/pengaduan/kirim /aduan /lapor /filemanager/dialog.php /ckfinder/x /elfinder/connector.php "
        "/wp-admin/async-upload.php /import /media-new.php /submission/wizard"
    ),
    Kind.DUMP: (
        "/backup.sql /db.sql.gz /data.sqlite /dump.bson /backup/kota.zip /cadangan/data.tar.gz "
        "/www.zip /public_html.tar.gz /site-backup-2026.zip /db_2026-01-01.bak /backup_kota.rar "
        "/htdocs.rar /database.tgz /backups/a.csv /wwwroot.7z /web.zip /bak/x.zip "
        "/wp-content/ai1wm-backups/kota-20260601-x1y2.wpress /site-kota.jpa /salinan.JPS"
    ),
    Kind.RECORDS: (
        "/api/penerima/18500 /keluarga/3 /wajib-pajak/9 "
        "/warga /warga/cari /data/penduduk /kependudukan/7 /nik /kk/3171 /dtks /bansos /pegawai/12 "
        "/siswa/detail/3 /mahasiswa.php /pasien/1 /pemohon/9 /permohonan /users/5 /user/profile.php "
        "/members /customers/2 /patients /students/9 /employees /invoices/77 /orders "
        "/export/pegawai.php /ekspor /unduh-data /rekap-bulanan"
    ),
    Kind.STATIC: ("/a.css /a.js /logo.PNG /a.svg /font.woff2 /perda.pdf /x.docx /video.mp4 /feed.xml /a.csv"),
    Kind.SITEMAP: (
        "/sitemap.xml /sitemap_index.xml /post-sitemap2.xml /sitemap.xml.gz /sitemap.php "
        "/sitemap-slot.txt /google1234567890abcdef.html /BingSiteAuth.xml /x/sitemap.xml"
    ),
    Kind.HOME: ("/ // /index.php /INDEX.PHP /index.html /home /beranda /Default.aspx"),
    Kind.CODE_EDIT: (
        "/wp-admin/theme-editor.php /wp-admin/plugin-editor.php /admin/template/edit/5 /admin/files/edit"
    ),
    Kind.PAPERS: (
        "/berkas/lihat/46900 /dokumen/12 /files/1234/download /unduh/77 /api/v2/documents/9 /surat/keluar/5 "
        "/pendaftaran/bukti/47051 /slip/9 /kwitansi/77/cetak /tanda-terima/5"
    ),
}
MUST_NOT: dict[int, str] = {
    Kind.EXECUTABLE: (
        "/ /a.phpx /aphp /php /a.html /php/a.html /index.php/artikel/1 /a.jpg /a.js /a.json "
        "/artikel.phpnuke/x /a.css"
    ),
    Kind.ODD_PLACE: (
        "/uploads /foto /uploader/x /berita/foto-kegiatan /index.php /imagery/x /database/x /a.css"
    ),
    Kind.THEME: ("/tema-besar /themesong/x /moduler/x /themes.html"),
    Kind.LOGIN: (
        "/logout /login-form.css /blogin /berita/masuknya-investor /author/admin /authors /catalogin/x /"
    ),
    Kind.ADMIN: (
        "/administrasi /administrasi/ktp /administrasi-kependudukan /berita/manajemen "
        "/berita/admin-baru-dilantik /adms /panel-surya.html /operatorr /x.css /madmin /admin.css "
        "/logo-admin.png"
    ),
    Kind.UPLOAD: ("/uploads/a.jpg /berita /laporan.pdf /import.js"),
    Kind.DUMP: (
        "/berkas.zip /dokumen/perda.zip /backup-and-restore.html /sql /mysql /formulir.xlsx "
        "/webinar.html /laporan.csv /database.html /foto-kegiatan.zip /data/a.csv /wpress /wpress/a.html "
        "/foto.jpeg /salinan.jp2"
    ),
    Kind.RECORDS: ("/kkn /nikah /wargabaik /foto/warga.jpg /pegawai.json /orderly /profiler /exported.css"),
    # A page in HTML may be a doorway that somebody placed: it is looked at as programs are.
    Kind.STATIC: ("/a.php /a.css.php /css /a.jsx /backup.sql /a /a.html /slot/a.htm"),
    Kind.SITEMAP: ("/google-maps.html /sitemaps /peta-situs.html /google123.html /sitemap.css"),
    Kind.HOME: ("/home/x /beranda/1 /index.php/a /berita /homepage"),
    Kind.CODE_EDIT: ("/admin/berita/edit /theme-editor /profile/edit /admin/themes/list"),
    Kind.PAPERS: (
        "/berita/123 /berkas /berkas/2024/a.pdf /dokumen/perda-1.pdf /unduh.php /profil/4 /a/files1/2 "
        "/bukti /slip-gaji /notaris/12"
    ),
}


def _cases(table: dict[int, str]) -> list[tuple[str, int]]:
    return [(path, kind) for kind, paths in table.items() for path in paths.split()]


@pytest.mark.parametrize(("path", "kind"), _cases(MUST))
def test_paths_are_of_their_kind(path: str, kind: int) -> None:
    assert kind_of(path.encode()) & kind


@pytest.mark.parametrize(("path", "kind"), _cases(MUST_NOT))
def test_look_alikes_are_not(path: str, kind: int) -> None:
    assert not kind_of(path.encode()) & kind


def test_every_kind_has_examples_of_both_sorts() -> None:
    kinds = {kind for name, kind in vars(Kind).items() if name.isupper() and kind}
    assert set(MUST) == set(MUST_NOT) == kinds


def test_kinds_are_bits_of_their_own() -> None:
    assert all(kind.bit_count() == 1 for kind in MUST)


@pytest.mark.parametrize(("path", "kind"), _cases(MUST))
def test_case_and_percent_encoding_do_not_matter(path: str, kind: int) -> None:
    encoded = "".join(c if c in "/%;" else f"%{ord(c):02x}" for c in path) if "%" not in path else path
    assert kind_of(encoded.encode()) == kind_of(path.encode())
    assert kind_of(path.upper().encode()) & kind


@given(path=st.binary(max_size=200))
def test_any_bytes_have_a_kind(path: bytes) -> None:
    assert 0 <= kind_of(path) < 2 * max(MUST)


@pytest.mark.parametrize(
    "piece", [b"a", b"-", b"/admin", b"_login-", b".php", b"backup.", b"sitemap", b"/x-y"]
)
def test_long_hostile_paths_take_no_long_time(piece: bytes) -> None:
    """A few dozen passes over 64 KiB are quick; a pattern that backtracks would take minutes."""
    started = process_time()
    kind_of(b"/" + piece * (65_536 // len(piece)) + b"!")
    assert process_time() - started < 5
