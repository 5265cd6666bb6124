<?php
// Inert stand-in for a web shell (Siaga range): prints canned text whose size depends on the
// parameters. It executes nothing, reads no file, opens no connection and writes no file.
$asked = implode(' ', array_map('strval', array_filter($_REQUEST, 'is_string')));
$lines = $asked === '' ? 6 : 4 + crc32($asked) % 180;
echo "<pre>\n";
for ($i = 0; $i < $lines; $i++) {
    printf("-rw-r--r-- 1 www-data www-data %7d berkas_%03d.php\n", crc32("$asked$i") % 90000, $i);
}
echo "</pre>\n";
if (function_exists('stray_line')) {
    foreach (['wget' => ["--2026-10-01 02:11:04--  http://203.0.113.77/x.txt", "Connecting to 203.0.113.77:80... connected.",
                  "HTTP request sent, awaiting response... 200 OK", "Length: 48210 (47K) [text/plain]",
                  "2026-10-01 02:11:05 (1.20 MB/s) - 'x.txt' saved [48210/48210]"],
        'netstat' => ['sh: 1: netstat: not found'], 'ifconfig' => ['sh: 1: ifconfig: not found'],
        'gcc' => ['sh: 1: gcc: not found']] as $word => $canned) {
        if (str_contains($asked, $word)) {
            array_map('stray_line', $canned);
        }
    }
}
