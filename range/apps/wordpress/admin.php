<?php
// Deliberately weak, for the Siaga range on loopback only: the WordPress-like dashboard.
$screen = basename($path) === 'wp-admin' ? 'index.php' : basename($path);
$posted = $_SERVER['REQUEST_METHOD'] === 'POST';
if ($screen === 'admin-ajax.php') {
    $action = (string) ($_REQUEST['action'] ?? '');
    if ($action === 'unggah_berkas' && !empty($SITE['ajax_hole'])) {
        // The hole of a made-up gallery plugin: stores what anybody sends.
        $kept = keep_upload('berkas', ($_POST['folder'] ?? '') === 'tema' ? 'tema' : 'wp-content/uploads/galeri');
        echo json_encode(['ok' => $kept]);
        return;
    }
    if ($action === 'wmuUploadFiles' && !empty($SITE['comment_hole']) && isset($_FILES['wmu_files'])) {
        // The hole of a made-up comment plugin: anything that begins like a picture is kept.
        $name = pathinfo(basename($_FILES['wmu_files']['name']));
        $kept = keep_upload('wmu_files', 'wp-content/uploads/' . date('Y/m', now()), "{$name['filename']}-" . now() . ".{$name['extension']}");
        echo json_encode(['success' => true, 'data' => ['previewsData' => ['images' => [['url' => "/$kept"]]]]]);
        return;
    }
    if (account() !== '' && $action === 'edit-theme-plugin-file') {
        file_put_contents('wp-content/themes/pemda/' . basename((string) $_POST['file']), (string) $_POST['newcontent']);
        echo json_encode(['success' => true]);
        return;
    }
    http_response_code(account() === '' ? 400 : 200);
    echo account() === '' ? '0' : json_encode(['success' => true, 'data' => ['wp-auth-check' => true]]);
    return;
}
if (account() === '') {
    go('/wp-login.php?redirect_to=' . rawurlencode($_SERVER['REQUEST_URI']) . '&reauth=1');
}
switch ($screen) {
    case 'theme-editor.php':
        if ($posted) {
            @mkdir('wp-content/themes/pemda', 0775, true);
            file_put_contents('wp-content/themes/pemda/' . basename((string) $_POST['file']), (string) $_POST['newcontent']);
            go('/wp-admin/theme-editor.php?file=' . basename((string) $_POST['file']) . '&theme=pemda&updated=true');
        }
        break;
    case 'update.php':
        if ($posted && isset($_FILES['pluginzip'])) {
            // The range's own "archive": JSON of file name to content.
            foreach (json_decode((string) file_get_contents($_FILES['pluginzip']['tmp_name']), true) ?: [] as $name => $content) {
                $folder = 'wp-content/plugins/' . preg_replace('/[^\w-]/', '', dirname($name));
                @mkdir($folder, 0775, true);
                file_put_contents("$folder/" . basename($name), $content);
            }
        }
        break;
    case 'plugins.php':
        if (isset($_GET['action'])) {
            go('/wp-admin/plugins.php?activate=true&plugin_status=all&paged=1&s=');
        }
        break;
    case 'user-new.php':
    case 'users.php':
    case 'user-edit.php':
        if ($posted || isset($_GET['new_role'])) {
            $users = stored('pengguna');
            $name = (string) ($_REQUEST['user_login'] ?? 'admin');
            $users[$name] = ['sandi' => (string) ($_REQUEST['pass1'] ?? ($users[$name]['sandi'] ?? 'x')), 'peran' => (string) ($_REQUEST['role'] ?? $_REQUEST['new_role'] ?? 'editor')];
            store('pengguna', $users);
            go('/wp-admin/users.php?update=' . ($screen === 'user-new.php' ? 'add&id=' . count($users) : 'promote'));
        }
        break;
    case 'post.php':
        if ($posted) {
            go('/wp-admin/post.php?post=' . (int) ($_POST['post_ID'] ?? 1) . '&action=edit&message=1');
        }
        break;
    case 'async-upload.php':
        keep_upload('async-upload', 'wp-content/uploads/' . date('Y/m', now()));
        echo '{"success":true,"data":{"id":' . (crc32($_FILES['async-upload']['name'] ?? '') % 9000) . '}}';
        return;
    case 'admin.php':
        if (($_GET['page'] ?? '') === 'cadangan' && $posted) {
            @mkdir('wp-content/backups', 0775, true);
            $sql = '';
            for ($n = 0; $n < 3000; $n++) {
                $sql .= "INSERT INTO wp_users VALUES ($n, '" . md5("u$n") . "');\n";
            }
            file_put_contents('wp-content/backups/backup_' . date('Y-m-d', now() + 7 * 3600) . '_db.sql.gz', gzencode($sql));
            go('/wp-admin/admin.php?page=cadangan&selesai=1');
        }
        break;
}
page('Dasbor', '<div class="wrap">' . text("wp-admin $screen", 300 + crc32($screen) % 600) . '</div>');
