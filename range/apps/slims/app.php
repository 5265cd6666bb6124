<?php
// Deliberately weak, for the Siaga range on loopback only: a library catalogue with SLiMS's URLs.
// A login answers 200 with a small script either way; only what follows tells.
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$path = path();
if (str_starts_with($path, '/admin')) {
    if (account() === '') {
        go('/index.php?p=login');
    }
    if (str_contains($path, 'pop_attach.php') && $_SERVER['REQUEST_METHOD'] === 'POST') {
        $kept = keep_upload('file2attach', 'repository');
        echo "<script>top.alert('" . ($kept ? 'Berkas terunggah' : 'Gagal') . "');</script>";
        return;
    }
    if (str_contains($path, 'app_user.php') && $_SERVER['REQUEST_METHOD'] === 'POST') {
        $users = stored('pengguna');
        $users[(string) $_POST['userName']] = ['sandi' => (string) $_POST['passwd1'], 'peran' => 'admin'];
        store('pengguna', $users);
        echo "<script>top.alert('User Data Successfully Saved');</script>";
        return;
    }
    if (str_contains($path, 'backup_proc.php') && $_SERVER['REQUEST_METHOD'] === 'POST') {
        @mkdir('files/backup', 0775, true);
        file_put_contents('files/backup/backup_' . date('Ymd_His', now() + 7 * 3600) . '.sql', text('cadangan', 60000));
        echo "<script>top.alert('Backup SUCCESSFUL');</script>";
        return;
    }
    page('Admin', text("slims $path", 150 + crc32($path) % 300));
    return;
}
$p = (string) ($_GET['p'] ?? '');
if ($p === 'login') {
    if ($_SERVER['REQUEST_METHOD'] === 'POST') {
        $ok = sign_in((string) ($_POST['userName'] ?? ''), (string) ($_POST['passWord'] ?? ''));
        echo $ok ? "<script type=\"text/javascript\">alert('Welcome to Library Automation');location.href = '/admin/index.php';</script>"
            : "<script type=\"text/javascript\">alert('Wrong Username or Password. ACCESS DENIED');location.href = 'index.php?p=login';</script>";
        return;
    }
    page('Login Pustakawan', '<form method="post"><input name="userName"></form>');
} elseif ($p === 'show_detail') {
    page('Rincian', text('buku' . ($_GET['id'] ?? ''), 90 + crc32((string) ($_GET['id'] ?? '')) % 120));
} elseif ($path === '/' || $path === '/index.php') {
    page('Katalog', htmlspecialchars((string) ($_GET['keywords'] ?? '')) . text('katalog' . ($_GET['page'] ?? ''), 260));
} else {
    page('Tidak ditemukan', text('404', 30), 404);
}
