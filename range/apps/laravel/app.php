<?php
// Deliberately weak, for the Siaga range on loopback only: an agency's service built like a
// Laravel application with leftovers of its vendors. Nothing that is sent here ever runs.
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$path = path();
$open = $SITE['holes'] ?? [];
if ($path === '/_ignition/execute-solution' && in_array('ignition', $open, true)) {
    $asked = json_decode((string) file_get_contents('php://input'), true)['parameters']['viewFile'] ?? '';
    if (str_starts_with($asked, 'phar://') && stored('ignition')) {
        // The published exploit ends in a 500 although it ran: the stand-in is left behind.
        copy(__DIR__ . '/../standin/standin.php', 'storage/app/public/cache.php');
        stray_line('sh: 1: gcc: not found');
        error_log('PHP Fatal error:  Uncaught Exception: Failed to open stream in storage/logs/laravel.log:1');
        page('Whoops', text('ignition-jalan', 3900), 500);
        return;
    }
    store('ignition', [$asked]);
    page('Whoops', text('ignition', 3000), 500);
} elseif (str_ends_with($path, '/phpunit/src/Util/PHP/eval-stdin.php') && in_array('phpunit', $open, true)) {
    $_REQUEST = ['x' => (string) file_get_contents('php://input')];
    require __DIR__ . '/../standin/standin.php';
} elseif (preg_match('~^/(kcfinder/upload\.php|elfinder/php/connector\.minimal\.php)$~', $path) && in_array('finder', $open, true)) {
    if (isset($_GET['cmd']) && $_GET['cmd'] !== 'upload') {
        header('Content-Type: application/json');
        echo json_encode(['cwd' => ['name' => 'files'], 'files' => array_map('basename', glob('upload/files/*') ?: [])]);
        return;
    }
    $field = isset($_FILES['upload']) ? 'upload' : 'berkas';
    echo json_encode(['added' => [keep_upload($field, 'upload/files')]]);
} elseif ($path === '/login') {
    if ($_SERVER['REQUEST_METHOD'] === 'POST') {
        go(sign_in((string) ($_POST['email'] ?? ''), (string) ($_POST['password'] ?? '')) ? '/dashboard' : '/login');
    }
    page('Masuk', text('login', 30));
} elseif (preg_match('~^/(dashboard|admin)(/.*)?$~', $path)) {
    account() !== '' || go('/login');
    page('Dasbor', text("dasbor $path", 250));
} elseif ($path === '/' || preg_match('~^/(layanan|berita|informasi)/?[\w-]*$~', $path)) {
    page('Layanan', text("layanan $path", 160 + crc32($path) % 300));
} else {
    page('Not Found', text('404', 20), 404);
}
