"""Configuration of nginx, php-fpm and Apache for the range, and their start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from range.estate.sites import Site
from range.servers.place import Place, Server

_LOG_FORMATS = Path(__file__).parent / "log_formats.conf"
# Every raw line starts with what only the recorder needs: request id, real time, client's port.
_APACHE_PREFIX = r"%{X-Range-Id}i\t%{msec}t\t%{remote}p\t"
_ERROR_FORMAT = (
    r"%-{X-Range-Id}i\t[%{u}t] [%-m:%l] [pid %P] %7F: %E: "
    r"[client\ %a] %M% ,\ referer:\ %{Referer}i"
)
_APACHE_FORMATS = {
    "combined": r"%a %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"",
    "vhost_combined": r"%v:443 %a %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"",
}


_FRONT_CONTROLLER = """RewriteEngine On
    RewriteCond %{REQUEST_FILENAME} !-f
    RewriteCond %{REQUEST_FILENAME} !-d
    RewriteRule . /index.php [L]"""


def _nginx_site(site: Site, place: Place) -> str:
    root, data = place.docroot(site), place.data(site)
    errors = f"fastcgi_param PHP_ERRORS {place.sub('php_errors')};" if site.own_php_log else ""
    fallback = "/index.php$is_args$args" if site.app != "kelurahan" else "=404"
    routed = "" if site.app == "kelurahan" else "try_files $uri /index.php$is_args$args;"
    dav = _dav(place) if site.dav else ""
    layout = {"combined": "combined_range", "timed": "timed_range", "json": "json_range"}[site.layout]
    return f"""
  server {{
    listen 127.0.0.1:{place.nginx}; server_name {site.host}; root {root}; index index.html index.php;
    access_log {place.raw(site, "access")} {layout}; error_log {place.raw(site, "error")} warn;
    location / {{ try_files $uri $uri/ {fallback}; }}
    location /backup/ {{ autoindex on; }}
    {dav}
    location @run {{ {_fastcgi(place, data)} {errors} }}
    location ~ \\.php$ {{ {routed} {_fastcgi(place, data)} {errors} }}
  }}"""


def _dav(place: Place) -> str:
    methods = "dav_methods PUT; create_full_put_path on; dav_access user:rw group:rw all:r;"
    # A PHP file in the folder is stored by PUT and run by everything else: that is the hole.
    run = "error_page 418 = @run; if ($request_method != PUT) { return 418; }"
    scripts = f"location ~ \\.php$ {{ {run} {methods} }}"
    return f"location /dav/ {{ client_body_temp_path {place.sub('dav')}; {methods} {scripts} }}"


def _fastcgi(place: Place, data: object) -> str:
    return (
        f"include /etc/nginx/fastcgi_params; fastcgi_pass unix:{place.base}/run/php8.2-fpm.sock; "
        "fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; "
        f"fastcgi_param SITE_DATA {data}; fastcgi_param RANGE_APPS {place.base}/apps; "
        f"fastcgi_param RANGE_OURS {place.base}/conf/ours.sha256;"
    )


def start_nginx(sites: Sequence[Site], place: Place) -> Iterator[Server]:
    """Start php-fpm and nginx for those of the sites that live there."""
    mine = [site for site in sites if site.server == "nginx"]
    fpm = place.sub("conf") / "php-fpm.conf"
    place.sub("run")
    fpm.write_text(
        f"""[global]
error_log = {place.sub("raw")}/php-fpm.log
daemonize = no
[www]
listen = {place.base}/run/php8.2-fpm.sock
listen.mode = 0666
user = www-data
group = www-data
pm = static
pm.max_children = 6
catch_workers_output = yes
php_admin_value[auto_prepend_file] = {place.base}/apps/lib/prepend.php
"""
    )
    conf = place.sub("conf") / "nginx.conf"
    temp = place.sub("nginx-temp")
    bodies = "".join(
        f"  {kind}_temp_path {temp}/{kind};\n"
        for kind in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi")
    )
    conf.write_text(
        f"""daemon off; worker_processes 1; user www-data; pid {place.base}/run/nginx.pid;
error_log {place.sub("raw")}/nginx.main warn;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream; client_max_body_size 20m;
  set_real_ip_from 127.0.0.0/8; real_ip_header X-Range-Client; server_names_hash_bucket_size 128;
  gzip off; {bodies}include {_LOG_FORMATS};
  server {{ listen 127.0.0.1:{place.nginx} default_server; return 444; access_log off; }}
{"".join(_nginx_site(site, place) for site in mine)}
}}
"""
    )
    if not mine:
        return
    yield Server(
        "php-fpm",
        ["php-fpm8.2", "--nodaemonize", "--fpm-config", str(fpm), "-c", str(place.sub("conf"))],
        place,
        place.base / "run" / "php8.2-fpm.sock",
    )
    yield Server("nginx", ["nginx", "-c", str(conf)], place, place.nginx)


def _apache_site(site: Site, place: Place) -> str:
    fallback = "" if site.app == "kelurahan" else _FRONT_CONTROLLER
    return f"""
<VirtualHost 127.0.0.1:{place.apache}>
  ServerName {site.host}
  DocumentRoot {place.docroot(site)}
  ErrorLog {place.raw(site, "error")}
  CustomLog {place.raw(site, "access")} {site.layout}
  SetEnv SITE_DATA {place.data(site)}
  SetEnv RANGE_APPS {place.base}/apps
  SetEnv RANGE_OURS {place.base}/conf/ours.sha256
  <Directory {place.docroot(site)}>
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
    {fallback}
  </Directory>
</VirtualHost>"""


def start_apache(sites: Sequence[Site], place: Place) -> Iterator[Server]:
    """Start Apache with PHP for those of the sites that live there."""
    mine = [site for site in sites if site.server == "apache"]
    if not mine:
        return
    modules = "mpm_prefork authz_core dir mime autoindex env remoteip alias rewrite php"
    files = {name: f"mod_{name}.so" for name in modules.split()} | {"php": "libphp8.2.so"}
    loads = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/{file}\n" for name, file in files.items()
    )
    formats = "".join(
        f'LogFormat "{_APACHE_PREFIX}{layout}" {name}\n' for name, layout in _APACHE_FORMATS.items()
    )
    conf = place.sub("conf") / "apache.conf"
    conf.write_text(
        f"""ServerRoot {place.base}
PidFile {place.base}/run/apache.pid
DefaultRuntimeDir {place.base}/run
Mutex file:{place.base}/run default
ServerName localhost
Listen 127.0.0.1:{place.apache}
User www-data
Group www-data
{loads}
StartServers 4
MinSpareServers 4
MaxSpareServers 6
MaxRequestWorkers 10
TypesConfig /etc/mime.types
DirectoryIndex index.html index.php
RemoteIPHeader X-Range-Client
RemoteIPInternalProxy 127.0.0.0/8
ErrorLog {place.sub("raw")}/apache.main
ErrorLogFormat "{_ERROR_FORMAT}"
{formats}
PHPIniDir {place.base}/conf
php_admin_value auto_prepend_file {place.base}/apps/lib/prepend.php
<FilesMatch "\\.php(\\.|$)">
  SetHandler application/x-httpd-php
</FilesMatch>
<FilesMatch "^\\.ht">
  Require all denied
</FilesMatch>
{"".join(_apache_site(site, place) for site in mine)}
"""
    )
    yield Server("apache2", ["apache2", "-DFOREGROUND", "-f", str(conf)], place, place.apache)
