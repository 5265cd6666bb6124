<?php
// A small script that a webmaster deploys (Siaga range): a schedule, longer on some days; it
// also takes reports that a kiosk posts.
$day = (string) ($_REQUEST['tanggal'] ?? $_REQUEST['perangkat'] ?? '');
header('Content-Type: text/html; charset=UTF-8');
echo "<h1>Jadwal pelayanan $day</h1>\n";
for ($i = 0; $i < 5 + crc32($day) % 60; $i++) {
    echo "<p>Loket ", 1 + $i % 4, ' pukul ', 8 + $i % 7, ".00: pelayanan warga RW ", $i % 13, "</p>\n";
}
