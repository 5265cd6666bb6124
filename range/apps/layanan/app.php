<?php
// Deliberately weak, for the Siaga range on loopback only: a civil registry's service with an API
// that gives made-up citizens by consecutive number to anyone, and a public download area.
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$path = path();
if (preg_match('~^/api/(warga|berita)/(\d+)$~', $path, $found)) {
    header('Content-Type: application/json');
    $n = (int) $found[2];
    if ($n < 1 || $n > 4000) {
        http_response_code(404);
        echo '{"galat":"tidak ada"}';
        return;
    }
    echo json_encode($found[1] === 'warga'
        ? ['id' => $n, 'nik' => '9999' . sprintf('%012d', crc32("nik$n")), 'nama' => text("nama$n", 3), 'alamat' => text("alamat$n", 6), 'lahir' => date('Y-m-d', crc32("l$n") % 900000000)]
        : ['id' => $n, 'judul' => text("judul$n", 9), 'isi' => text("isi$n", 40)]);
} elseif (preg_match('~^/berita/(\d+)$~', $path, $found)) {
    page('Berita', text("isi{$found[1]}", 150 + $found[1] % 80));
} elseif ($path === '/api/statistik') {
    header('Content-Type: application/json');
    echo json_encode(array_map(fn ($n) => crc32("s$n") % 9000, range(1, 40)));
} elseif ($path === '/' || preg_match('~^/(layanan|antrean|unduhan|pencarian)/?[\w-]*$~', $path)) {
    page('Layanan', text("layanan $path", 150));
} else {
    page('Tidak ditemukan', text('404', 20), 404);
}
