<?php
// Deliberately weak, for the Siaga range on loopback only: a kelurahan's small site
// (news, search, guest book, complaints with attachments, download, admin area, backups).
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$script = ltrim($_SERVER['SCRIPT_NAME'], '/');
if (str_starts_with($script, 'admin/')) {
    require __DIR__ . '/admin.php';
    return;
}
$db = new SQLite3(DATA . '/isi.db', SQLITE3_OPEN_READONLY);
$db->enableExceptions(false);
// PHP runs each query twice, so half of what is asked for is slept each time; two seconds at most.
$db->createFunction('sleep', function ($s) { usleep((int) (min(2.0, (float) $s) * 5e5)); return 0; });

function rows(SQLite3 $db, string $head, string $value): array
{
    global $SITE;
    if (!empty($SITE['parameterised'])) {
        $query = $db->prepare("$head ?");
        $query->bindValue(1, (int) $value, SQLITE3_INTEGER);
        $result = $query->execute();
    } else {
        $result = @$db->query("$head $value");
    }
    $rows = [];
    while ($result && ($row = $result->fetchArray(SQLITE3_NUM))) {
        $rows[] = $row;
    }
    return $rows;
}

$id = (string) ($_GET['id'] ?? $_GET['no'] ?? $_GET['wilayah'] ?? '1');
switch ($script) {
    case 'index.php':
        $list = '';
        foreach (range(1, 12) as $n) {
            $list .= "<article><a href=\"/berita.php?id=$n\">" . text("judul$n", 7) . '</a><p>' . text("ringkas$n", 30) . "</p></article>\n";
        }
        page('Beranda', $list . '<aside>' . implode('', array_map('htmlspecialchars', stored('kabar'))) . '</aside>');
        break;
    case 'berita.php':
        $body = '';
        foreach (rows($db, 'SELECT id, judul, isi FROM berita WHERE id =', $id) as $row) {
            $body .= "<article><h3>{$row[1]}</h3><img src=\"/aset/foto" . ((int) $row[0] % 6) . ".jpg\" alt=\"\"><p>{$row[2]}</p></article>\n";
        }
        page('Berita', $body ?: '<p>Berita tidak ditemukan.</p>', $body || empty($SITE['parameterised']) ? 200 : 404);
        break;
    case 'status.php':
        $found = rows($db, 'SELECT no, keterangan FROM aduan WHERE no =', $id);
        page('Status aduan', $found ? '<p>Aduan diterima dan sedang ditindaklanjuti. ' . text('aduan', 60) . '</p>' : '<p>Tidak ada.</p>');
        break;
    case 'statistik.php':
        if (!empty($SITE['slow'])) {
            usleep(250000 + crc32($id) % 450000);
        }
        rows($db, 'SELECT jumlah FROM statistik WHERE wilayah =', $id);
        page('Statistik', '<p>' . text('statistik', 120) . '</p>');
        break;
    case 'kutipan.php':
        page('Kutipan hari ini', '<p>' . text(uniqid('', true), random_int(20, 900)) . '</p>');
        break;
    case 'cari.php':
        $q = htmlspecialchars((string) ($_GET['q'] ?? ''));
        page('Pencarian', "<p>Hasil untuk <b>$q</b>:</p><form><input name=\"q\" value=\"$q\"></form><p>" . text('cari', 25) . '</p>');
        break;
    case 'sitemap.php':
    case 'rss.php':
        header('Content-Type: application/xml');
        foreach (range(1, 120) as $n) {
            echo "<item><link>https://{$SITE['host']}/berita.php?id=$n</link></item>\n";
        }
        break;
    case 'buku-tamu.php':
        $notes = stored('tamu');
        if ($_SERVER['REQUEST_METHOD'] === 'POST') {
            $notes[] = substr(htmlspecialchars((string) ($_POST['pesan'] ?? '')), 0, 400);
            store('tamu', array_slice($notes, -20));
            go('/buku-tamu.php');
        }
        page('Buku tamu', '<ul><li>' . implode("</li>\n<li>", $notes) . '</li></ul>');
        break;
    case 'pengaduan.php':
        $kept = keep_upload('lampiran', 'uploads');
        page('Pengaduan', $kept ? "<p>Terima kasih. Lampiran: <a href=\"/$kept\">$kept</a></p>" : '<form method="post" enctype="multipart/form-data"><input type="file" name="lampiran"></form>');
        break;
    case 'unduh.php':
        // Reads only below the site's data folder; "../" is looked up among canned files there.
        $file = (string) ($_GET['file'] ?? '');
        $canned = DATA . '/canned/' . preg_replace('/[^a-z0-9.]/', '_', basename(str_replace('resource=', '', $file)));
        if (!empty($SITE['lfi']) && preg_match('~\.\./|^/etc/|^php://filter~', $file) && is_file($canned)) {
            $held = file_get_contents($canned);
            echo str_starts_with($file, 'php://filter') ? base64_encode($held) : $held;
        } elseif (empty($SITE['lfi']) && str_contains($file, '..')) {
            page('Beranda', '<p>' . text('beranda', 300) . '</p>');
        } elseif (is_file('dokumen/' . basename($file))) {
            header('Content-Type: application/pdf');
            readfile('dokumen/' . basename($file));
        } else {
            error_log("PHP Warning:  readfile(dokumen/" . basename($file) . "): Failed to open stream: No such file or directory in {$_SERVER['SCRIPT_FILENAME']} on line 14");
            page('Unduhan', '<p>Berkas tidak ditemukan.</p>');
        }
        break;
    case 'cek-koneksi.php':
        $host = (string) ($_GET['host'] ?? '');
        $body = 'PING ' . htmlspecialchars(strtok($host, ';|&`$') ?: '') . "\n" . text('ping', 30);
        if (!empty($SITE['inject']) && preg_match('/[;|&`$]+\s*(\w+)(.*)/', $host, $found)) {
            // Nothing runs: a canned answer of the size that such a command would give.
            $body .= "\n" . str_repeat(text($found[0], 12) . "\n", 3 + crc32($found[0]) % 60);
            $_REQUEST = ['x' => $found[0]];
            ob_start();
            require __DIR__ . '/../standin/standin.php';
            ob_end_clean();
            if (!in_array($found[1], ['id', 'ls', 'cat', 'uname', 'wget', 'netstat', 'whoami', 'sh'], true)) {
                stray_line("sh: 1: {$found[1]}: not found");
            }
        }
        page('Cek koneksi', "<pre>$body</pre>");
        break;
    default:
        page('Galeri', str_repeat('<img src="/aset/foto1.jpg" alt="">', 6) . text($script, 40));
}
