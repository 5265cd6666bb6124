<?php
// Runs before every script of the range: refuses anything but loopback and any script that is
// not ours (so an upload by a real scanner can never run), and keeps PHP's own messages apart
// per request, so that the recorder can give each its virtual time.
if (strncmp($_SERVER['SERVER_ADDR'] ?? '', '127.', 4) !== 0
    || !in_array(hash_file('sha256', $_SERVER['SCRIPT_FILENAME']), file($_SERVER['RANGE_OURS'], FILE_IGNORE_NEW_LINES), true)) {
    http_response_code(403);
    exit;
}
$rid = preg_replace('/[^0-9A-Za-z.-]/', '', $_SERVER['HTTP_X_RANGE_ID'] ?? 'none');
if (!empty($_SERVER['PHP_ERRORS'])) {
    ini_set('error_log', $_SERVER['PHP_ERRORS'] . '/' . $rid);
}
/** A line on the server's own standard error, as a child process would leave it. */
function stray_line(string $line): void
{
    global $rid;
    file_put_contents('php://stderr', "[range $rid] $line\n");
}
