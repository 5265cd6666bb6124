<?php
// Deliberately weak, for the Siaga range on loopback only: an agency's site that answers with
// WordPress's URLs and statuses (a failed login is 200, a good one 302). Not WordPress.
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$path = path();
if ($path === '/wp-login.php') {
    if (($_GET['action'] ?? '') === 'logout') {
        header('Set-Cookie: sesi=; path=/; Max-Age=0');
        go('/wp-login.php?loggedout=true&wp_lang=id_ID');
    }
    if ($_SERVER['REQUEST_METHOD'] === 'POST') {
        if (sign_in((string) ($_POST['log'] ?? ''), (string) ($_POST['pwd'] ?? ''))) {
            go((string) ($_POST['redirect_to'] ?? '/wp-admin/'));
        }
        page('Log Masuk', '<div id="login_error"><strong>Galat:</strong> Sandi yang Anda masukkan salah.</div>' . text('login', 90));
        return;
    }
    page('Log Masuk', '<form method="post"><input name="log"><input type="password" name="pwd"></form>' . text('login', 80));
} elseif ($path === '/xmlrpc.php') {
    if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
        http_response_code(405);
        header('Allow: POST');
        echo 'XML-RPC server accepts POST requests only.';
        return;
    }
    header('Content-Type: text/xml');
    echo '<?xml version="1.0"?><methodResponse><fault><value><int>403</int></value></fault></methodResponse>';
} elseif (str_starts_with($path, '/wp-admin')) {
    require __DIR__ . '/admin.php';
} elseif (str_starts_with($path, '/wp-json')) {
    header('Content-Type: application/json');
    echo json_encode(str_contains($path, 'users') ? [['id' => 1, 'slug' => 'admin'], ['id' => 2, 'slug' => 'humas']]
        : array_map(fn ($n) => ['id' => $n, 'title' => text("judul$n", 8)], range(1, 10)));
} elseif ($path === '/wp-cron.php' || $path === '/wp-comments-post.php') {
    $path === '/wp-cron.php' ? http_response_code(200) : go('/?komentar=1');
} elseif (preg_match('~^/(robots\.txt|wp-sitemap[\w-]*\.xml|feed/?)$~', $path)) {
    header('Content-Type: ' . ($path === '/robots.txt' ? 'text/plain' : 'application/xml'));
    echo $path === '/robots.txt' ? "User-agent: *\nDisallow: /wp-admin/\n" : text('peta', 400);
} elseif (is_file(DATA . '/kait.json') && ($key = stored('kait')['kunci'] ?? '') !== '' && isset($_GET[$key])) {
    // What a planted hook in the theme would show to those who know the key: canned text.
    page('Halaman', str_repeat('<a href="/' . text((string) $_GET[$key], 3) . '">' . text((string) $_GET[$key], 9) . '</a> ', 40 + crc32((string) $_GET[$key]) % 300));
} elseif (in_array(trim($path, '/'), stored('pintu'), true)) {
    page(ucwords(str_replace('-', ' ', trim($path, '/'))), text($path, 700 + crc32($path) % 900));
} elseif (isset($_GET['s'])) {
    page('Hasil pencarian', htmlspecialchars((string) $_GET['s']) . text('cari', 60));
} elseif ($path === '/' || $path === '/index.php') {
    $list = '';
    foreach (range(1, 10) as $n) {
        $list .= "<article><a href=\"/2026/" . sprintf('%02d', 1 + $n % 9) . "/berita-$n/\">" . text("judul$n", 8) . '</a>' . text("r$n", 40) . "</article>\n";
    }
    page('Beranda', $list);
} elseif (preg_match('~^/(20\d\d/\d\d|kategori|profil|layanan)/[\w-]+/?$~', $path)) {
    page('Berita', '<article>' . text($path, 200 + crc32($path) % 500) . '<img src="/aset/foto2.jpg" alt=""></article>');
} else {
    page('Halaman tidak ditemukan', text('404', 90), 404);
}
