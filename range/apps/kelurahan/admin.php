<?php
// Deliberately weak, for the Siaga range on loopback only: the kelurahan site's admin area.
// A failed login answers 200, a good one 302.
if ($script === 'admin/login.php') {
    if ($_SERVER['REQUEST_METHOD'] === 'POST' && sign_in((string) ($_POST['pengguna'] ?? ''), (string) ($_POST['sandi'] ?? ''))) {
        go('/admin/index.php');
    }
    $note = $_SERVER['REQUEST_METHOD'] === 'POST' ? '<p>Pengguna atau kata sandi salah.</p>' : '';
    page('Masuk', "$note<form method=\"post\"><input name=\"pengguna\"><input type=\"password\" name=\"sandi\"></form>");
    return;
}
if (account() === '') {
    go('/admin/login.php');
}
switch ($script) {
    case 'admin/keluar.php':
        header('Set-Cookie: sesi=; path=/; Max-Age=0');
        go('/admin/login.php');
        break;
    case 'admin/berita_simpan.php':
        $kept = keep_upload('gambar', 'uploads/berita');
        store('kabar', array_slice([...stored('kabar'), substr((string) ($_POST['judul'] ?? ''), 0, 80)], -5));
        go('/admin/berita.php?simpan=1');
        break;
    case 'admin/pengguna_simpan.php':
        $users = stored('pengguna');
        $users[(string) $_POST['nama']] = ['sandi' => (string) $_POST['sandi'], 'peran' => (string) ($_POST['peran'] ?? 'editor')];
        store('pengguna', $users);
        go('/admin/pengguna.php?simpan=1');
        break;
    case 'admin/pengguna.php':
        $list = '';
        foreach (stored('pengguna') as $name => $user) {
            $list .= '<tr><td>' . htmlspecialchars($name) . "</td><td>{$user['peran']}</td></tr>\n";
        }
        page('Pengguna', "<table>$list</table>");
        break;
    case 'admin/cadangan.php':
        if (isset($_GET['buat'])) {
            @mkdir('backup', 0775);
            $sql = '';
            for ($n = 0; $n < 2500; $n++) {
                $sql .= "INSERT INTO warga VALUES ($n, '" . md5("w$n") . "', '" . text("w$n", 4) . "');\n";
            }
            file_put_contents('backup/db-' . date('Ymd', now() + 7 * 3600) . '.sql.gz', gzencode($sql));
            go('/admin/cadangan.php?selesai=1');
        }
        page('Cadangan', '<ul><li>' . implode('</li><li>', array_map('basename', glob('backup/*') ?: [])) . '</li></ul>');
        break;
    case 'admin/templat.php':
        if ($_SERVER['REQUEST_METHOD'] === 'POST') {
            @mkdir('tema', 0775);
            $name = basename((string) ($_POST['berkas'] ?? 'kepala.html'));
            file_put_contents("tema/$name", (string) ($_POST['isi'] ?? ''));
            go("/admin/templat.php?berkas=$name&simpan=1");
        }
        page('Templat', '<textarea>' . htmlspecialchars(text('templat', 400)) . '</textarea>');
        break;
    default:
        page('Dasbor', '<p>' . text('dasbor' . $script, 160) . '</p>');
}
