"""What there is to look at on each kind of site: pages that people and crawlers choose from."""

from __future__ import annotations

from random import Random

WORDS = (
    "ktp", "akta+kelahiran", "jadwal+posyandu", "bantuan+sosial", "pajak", "lowongan", "vaksin",
    "surat+pindah", "beasiswa", "pasar+murah", "kartu+keluarga", "slot+antrean", "ppdb",
)  # fmt: skip

PAGES: dict[str, tuple[str, ...]] = {
    "kelurahan": (
        "/", "/berita.php?id={n}", "/berita.php?id={few}", "/buku-tamu.php", "/pengaduan.php", "/galeri.php",
        "/status.php?no={n}", "/statistik.php?wilayah={five}", "/kutipan.php", "/cari.php?q={word}",
        "/unduh.php?file=formulir-{eight}.pdf", "/dokumen/formulir-{eight}.pdf",
    ),
    "wordpress": (
        "/", "/2026/0{nine}/berita-{n}/", "/2026/0{nine}/berita-{few}/", "/profil/visi-misi/",
        "/layanan/layanan-{five}/", "/kategori/kegiatan-{five}/", "/?s={word}",
        "/wp-content/uploads/2026/08/kegiatan-{five}.jpg",
    ),
    "slims": (
        "/", "/index.php?p=show_detail&id={n}", "/index.php?keywords={word}&search=search",
        "/index.php?page={nine}",
    ),
    "ojs": (
        "/index.php/jurnal/index", "/index.php/jurnal/article/view/{n}",
        "/index.php/jurnal/article/download/{n}/4{n}",
        "/index.php/jurnal/issue/archive", "/index.php/jurnal/about",
    ),
    "opensid": (
        "/", "/artikel/2026/{nine}/{few}/kabar-{n}", "/first/statistik/4", "/data-wilayah", "/lapak",
        "/peraturan-desa",
    ),
    "layanan": (
        "/", "/berita/{n}", "/api/berita/{n}", "/api/statistik", "/layanan/ktp", "/antrean",
        "/dokumen/data-terbuka-2025.zip",
    ),
    "joomla": ("/", "/index.php/berita/{n}-kabar", "/berita/{nine}", "/layanan/uji-kir", "/profil"),
    "laravel": ("/", "/layanan/imb", "/layanan/siup", "/berita/kabar-{n}", "/informasi/alur"),
    "soft404": ("/", "/profil", "/informasi", "/kontak", "/berita/{n}"),
}  # fmt: skip
"""Per application; {n} is a number up to 120 (low ones more often), the others its small shares."""


def page(app: str, dice: Random) -> str:
    """Return one page of a site as links or search engines lead to it."""
    n = min(dice.randrange(1, 121), dice.randrange(1, 121))
    shares = {"few": 1 + n % 12, "five": 1 + n % 5, "eight": 1 + n % 8, "nine": 1 + n % 9}
    return dice.choice(PAGES[app]).format(n=n, word=dice.choice(WORDS), **shares)
