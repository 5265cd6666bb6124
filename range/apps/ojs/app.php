<?php
// Deliberately weak, for the Siaga range on loopback only: a journal with OJS's URLs.
// signIn answers 302 on success and shows the form again (200) on failure.
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$path = path();
$inside = account() !== '';
if (str_ends_with($path, '/login/signIn')) {
    if (sign_in((string) ($_POST['username'] ?? ''), (string) ($_POST['password'] ?? ''))) {
        go('/index.php/jurnal/submissions');
    }
    page('Login', '<p>Invalid username or password.</p>' . text('login', 60));
} elseif (str_ends_with($path, '/login')) {
    page('Login', text('login', 50));
} elseif (str_contains($path, 'upload-file') || str_contains($path, 'file-upload')) {
    if (!$inside) {
        go('/index.php/jurnal/login');
    }
    $kept = keep_upload('uploadedFile', 'public/journals/1');
    header('Content-Type: application/json');
    echo json_encode(['status' => $kept !== '', 'content' => basename($kept)]);
} elseif (preg_match('~/(submissions|workflow|management|manageIssues|stats|\$\$\$call)~', $path)) {
    if (!$inside) {
        go('/index.php/jurnal/login?source=' . rawurlencode($path));
    }
    page('Dasbor', text("ojs $path", 240));
} elseif (preg_match('~/article/(view|download)/(\d+)~', $path, $found)) {
    page('Artikel', text("artikel{$found[2]}", $found[1] === 'view' ? 180 : 2400));
} elseif ($path === '/' || str_starts_with($path, '/index.php')) {
    page('Jurnal', text("jurnal $path", 200));
} else {
    page('Tidak ditemukan', text('404', 30), 404);
}
