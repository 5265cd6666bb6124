<?php
// Deliberately weak, for the Siaga range on loopback only: what all small sites share
// (layout, seeded text, sessions, stored lists).
define('DATA', $_SERVER['SITE_DATA']);
$SITE = json_decode(file_get_contents(DATA . '/site.json'), true);

function now(): int
{
    return intval($_SERVER['HTTP_X_RANGE_TIME'] ?? time());
}

function stored(string $name): array
{
    $file = DATA . "/$name.json";
    return is_file($file) ? json_decode(file_get_contents($file), true) : [];
}

function store(string $name, array $rows): void
{
    file_put_contents(DATA . "/$name.json", json_encode($rows), LOCK_EX);
}

/** The same words for the same seed, so that sizes stay the same in every run. */
function text(string $seed, int $words): string
{
    static $stock = ['warga', 'kegiatan', 'pelayanan', 'bersama', 'lurah', 'pemerintah', 'kota', 'dalam', 'rangka',
        'posyandu', 'gotong', 'royong', 'kampung', 'sehat', 'jadwal', 'administrasi', 'kependudukan', 'surat',
        'pengantar', 'berkas', 'permohonan', 'masyarakat', 'petugas', 'senin', 'jumat', 'balai', 'rapat', 'usaha',
        'kecil', 'bantuan', 'sosial', 'data', 'informasi', 'publik', 'wilayah', 'lingkungan', 'bersih', 'taman'];
    $state = crc32($seed . ($GLOBALS['SITE']['host'] ?? ''));
    $out = [];
    for ($i = 0; $i < $words; $i++) {
        $state = ($state * 1103515245 + 12345) & 0x7fffffff;
        $out[] = $stock[($state >> 8) % count($stock)];
    }
    return ucfirst(implode(' ', $out)) . '.';
}

function page(string $title, string $body, int $status = 200): void
{
    global $SITE;
    http_response_code($status);
    header('Content-Type: text/html; charset=UTF-8');
    $head = is_file('tema/kepala.html') ? file_get_contents('tema/kepala.html') : '';
    echo "<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>$title | {$SITE['name']}</title>\n",
        "<link rel=\"stylesheet\" href=\"/aset/gaya.css\"><script src=\"/aset/situs.js\" defer></script></head><body>\n",
        "$head<header><img src=\"/aset/logo.png\" alt=\"\"><h1>{$SITE['name']}</h1><nav><a href=\"/\">Beranda</a></nav></header>\n",
        "<main><h2>$title</h2>\n$body\n</main><footer>", text('kaki', 40), "</footer></body></html>\n";
}

function go(string $where): void
{
    http_response_code(302);
    header("Location: $where");
    exit;
}

function path(): string
{
    return rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
}

/** The account of this session, or "" when nobody is signed in. */
function account(): string
{
    $token = preg_replace('/[^0-9a-f]/', '', $_COOKIE['sesi'] ?? '');
    return $token === '' ? '' : (stored('sesi')[$token] ?? '');
}

function sign_in(string $user, string $password): bool
{
    $users = stored('pengguna');
    if (!isset($users[$user]) || $users[$user]['sandi'] !== $password) {
        return false;
    }
    $token = md5($user . ($_SERVER['HTTP_X_RANGE_ID'] ?? uniqid()));
    store('sesi', array_slice(stored('sesi'), -200) + [$token => $user]);
    header("Set-Cookie: sesi=$token; path=/; HttpOnly");
    return true;
}

/** Keeps an uploaded file under its own name: this is the hole that the range is about. */
function keep_upload(string $field, string $folder, string $name = ''): string
{
    if (!isset($_FILES[$field]) || $_FILES[$field]['error'] !== 0) {
        return '';
    }
    $name = $name ?: basename($_FILES[$field]['name']);
    @mkdir($folder, 0775, true);
    move_uploaded_file($_FILES[$field]['tmp_name'], "$folder/$name");
    chmod("$folder/$name", 0664);
    return "$folder/$name";
}
