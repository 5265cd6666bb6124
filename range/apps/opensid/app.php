<?php
// Deliberately weak, for the Siaga range on loopback only: a village site with OpenSID's URLs.
// siteman/auth answers 302 either way: to the dashboard, or back to the form.
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$path = preg_replace('~^/index\.php(?=/)~', '', path());
if ($path === '/siteman/auth') {
    go(sign_in((string) ($_POST['username'] ?? ''), (string) ($_POST['password'] ?? '')) ? '/hom_sid' : '/siteman');
} elseif ($path === '/siteman') {
    page('Masuk', text('siteman', 40));
} elseif ($path === '/siteman/logout') {
    header('Set-Cookie: sesi=; path=/; Max-Age=0');
    go('/siteman');
} elseif (preg_match('~^/(hom_sid|web|man_user|penduduk|keluarga|setting|database|plan|sid_core|dokumen)(/.*)?$~', $path)) {
    if (account() === '') {
        go('/siteman');
    }
    if ($_SERVER['REQUEST_METHOD'] === 'POST') {
        if (str_starts_with($path, '/man_user')) {
            $users = stored('pengguna');
            $users[(string) ($_POST['username'] ?? 'baru')] = ['sandi' => (string) ($_POST['password'] ?? 'x'), 'peran' => 'admin'];
            store('pengguna', $users);
        }
        keep_upload('satuan', 'desa/upload/dokumen');
        go(dirname($path));
    }
    if ($path === '/database/exec_backup') {
        header('Content-Type: application/octet-stream');
        echo text('cadangan', 70000);
        return;
    }
    if (preg_match('~^/penduduk/(cetak|excel)~', $path)) {
        header('Content-Type: application/vnd.ms-excel');
        echo text('penduduk', 22000);
        return;
    }
    page('Kelola', text("sid $path", 200 + crc32($path) % 400));
} elseif ($path === '/' || preg_match('~^/(first|artikel|data-wilayah|statistik|peraturan-desa|lapak|index\.php)~', $path)) {
    page('Desa', text("desa $path", 200 + crc32($path) % 300));
} else {
    page('404', text('404', 60), 404);
}
