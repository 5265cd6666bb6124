<?php
// For the Siaga range on loopback only: a site that answers everything with its home page and 200.
require __DIR__ . '/../lib/site.php';
chdir($_SERVER['DOCUMENT_ROOT']);
$asked = $_SERVER['REQUEST_URI'];
page('Beranda', text('beranda', 420) . (empty($SITE['echo']) ? '' : '<p>Mungkin maksud Anda: ' . htmlspecialchars($asked)
    . text($asked, 10 + crc32($asked) % 200) . '</p>'));
