<?php
// Deliberately weak, for the Siaga range on loopback only: an agency's site that answers with
// Joomla's URLs and statuses (administrator login: 303 either way, then 200 with the panel or the
// form again), with a phpMyAdmin-like tool beside it. Neither Joomla nor phpMyAdmin.
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$path = path();
$posted = $_SERVER['REQUEST_METHOD'] === 'POST';

function see_other(string $where): void
{
    http_response_code(303);
    header("Location: $where");
    exit;
}

if (preg_match('~^/administrator(/index\.php)?/?$~', $path)) {
    $option = (string) ($_REQUEST['option'] ?? '');
    if ($posted && isset($_POST['username'])) {
        sign_in((string) $_POST['username'], (string) ($_POST['passwd'] ?? ''));
        see_other('/administrator/index.php');
    }
    if (account() === '') {
        page('Administrator', '<form method="post"><input name="username"></form>' . text('masuk', 60));
        return;
    }
    if ($posted && $option === 'com_templates') {
        @mkdir('templates/kota', 0775, true);
        file_put_contents('templates/kota/' . basename((string) $_POST['file']), (string) $_POST['source']);
        see_other('/administrator/index.php?option=com_templates&view=template&id=506&file=' . rawurlencode((string) $_POST['file']));
    }
    if ($posted && $option === 'com_users') {
        $users = stored('pengguna');
        $users[(string) $_POST['name']] = ['sandi' => (string) $_POST['password'], 'peran' => 'Super Users'];
        store('pengguna', $users);
        see_other('/administrator/index.php?option=com_users&view=users');
    }
    if ($posted) {
        see_other('/administrator/index.php?option=' . preg_replace('/\W/', '', $option));
    }
    page('Panel', text("joomla $option" . ($_GET['view'] ?? ''), 260 + crc32($option) % 300));
} elseif (str_starts_with($path, '/phpmyadmin')) {
    if ($posted && isset($_POST['pma_username'])) {
        // A failed login answers 200 with the form, a good one 302.
        if (sign_in((string) $_POST['pma_username'], (string) ($_POST['pma_password'] ?? ''))) {
            go('/phpmyadmin/index.php?route=/');
        }
        page('phpMyAdmin', 'Cannot log in to the MySQL server' . text('pma', 40));
        return;
    }
    if (account() === '') {
        page('phpMyAdmin', text('pma', 50));
    } elseif ($posted && ($_GET['route'] ?? '') === '/export') {
        header('Content-Type: text/x-sql');
        echo text('ekspor', 45000);
    } else {
        page('phpMyAdmin', text('pma' . ($_GET['route'] ?? ''), 300));
    }
} elseif ($path === '/' || preg_match('~^/(index\.php/)?(berita|layanan|profil|component)[\w/-]*$~', $path)) {
    page('Dinas', text("joomla $path", 180 + crc32($path) % 300));
} else {
    page('404', text('404', 40), 404);
}
