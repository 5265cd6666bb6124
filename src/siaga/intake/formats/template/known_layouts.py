"""Layouts beyond plain combined that servers and panels ship with, tried on every file."""

from __future__ import annotations

from dataclasses import replace

from siaga.intake.formats.template.format import (
    APACHE_COMBINED,
    NGINX_COMBINED,
    TemplateFormat,
    from_text,
)

_HOST_MIDDLE = (
    '$remote_addr - $remote_user [$time_local] $host "$request" $status $body_bytes_sent'
    ' "$http_referer" "$http_user_agent"'
)

LAYOUTS: dict[str, str] = {
    "nginx-ingress": NGINX_COMBINED
    + " $request_length $request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name]"
    " $upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id",
    "nginx-proxy-manager": "[$time_local] $upstream_cache_status $upstream_status $status - $request_method"
    ' $scheme $host "$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio]'
    ' [Sent-to $server] "$http_user_agent" "$http_referer"',
    "traefik": APACHE_COMBINED + ' %k "%{router}n" "%{service}n" %{ms}Tms',
    "nginx-forwarded-timed-labels-quoted": NGINX_COMBINED + ' "$http_x_forwarded_for" rt=$request_time'
    ' uct="$upstream_connect_time" uht="$upstream_header_time" urt="$upstream_response_time"',
    "nginx-forwarded-timed-labels": NGINX_COMBINED + ' "$http_x_forwarded_for" rt=$request_time'
    " uct=$upstream_connect_time uht=$upstream_header_time urt=$upstream_response_time",
    "nginx-forwarded-timed-upstream": NGINX_COMBINED
    + ' "$http_x_forwarded_for" $request_time $upstream_response_time',
    "nginx-forwarded-timed": NGINX_COMBINED + ' "$http_x_forwarded_for" $request_time',
    "nginx-forwarded-host-timed": NGINX_COMBINED + ' "$http_x_forwarded_for" "$host" $request_time',
    "nginx-forwarded-host": NGINX_COMBINED + ' "$http_x_forwarded_for" "$host"',
    "nginx-forwarded": NGINX_COMBINED + ' "$http_x_forwarded_for"',
    "nginx-host-timed": NGINX_COMBINED + " $host $request_time",
    "nginx-timed-host": NGINX_COMBINED + " $request_time $host",
    "nginx-host-last": NGINX_COMBINED + " $host",
    "nginx-host-quoted-timed": NGINX_COMBINED + ' "$host" $request_time',
    "nginx-timed-host-quoted": NGINX_COMBINED + ' $request_time "$host"',
    "nginx-host-quoted-last": NGINX_COMBINED + ' "$host"',
    "nginx-host-first-forwarded": "$host " + NGINX_COMBINED + ' "$http_x_forwarded_for"',
    "apache-combined-micro": APACHE_COMBINED + " %D",
    "apache-combined-host-micro": APACHE_COMBINED + " %D %v",
    "apache-combined-seconds-micro": APACHE_COMBINED + " %T/%D",
    "apache-common-micro": '%h %l %u %t "%r" %>s %b %D',
    "apache-forwarded-first": '%{X-Forwarded-For}i %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    "apache-forwarded-and-peer": '%{X-Forwarded-For}i %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    "apache-forwarded-in-ident": '%h %{X-Forwarded-For}i %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    "lighttpd": '%h %V %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    "nginx-zimbra": '$remote_addr:$remote_port - $remote_user [$time_local]  "$request" $status $bytes_sent'
    ' "$http_referer" "$http_user_agent" "$upstream_addr" "$server_addr:$server_port"',
    "nginx-host-middle-forwarded-timed": _HOST_MIDDLE + ' "$http_x_forwarded_for" $request_time',
    "nginx-host-middle-timed-upstream": _HOST_MIDDLE + " $request_time $upstream_response_time",
    "nginx-host-middle-forwarded": _HOST_MIDDLE + ' "$http_x_forwarded_for"',
    "nginx-host-middle-timed": _HOST_MIDDLE + " $request_time",
    "nginx-host-middle": _HOST_MIDDLE,
    "confluence": "%t %{X-AUSERNAME}o %I %h %r %s %{ms}Tms %b %{Referer}i %{User-Agent}i",
    "tomcat-milliseconds": '%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-Agent}i" %{ms}Tms',
}
"""Name to template, more fields before fewer; "traefik" writes its duration as `12ms`.

Layouts out of which `combined` reads every column (vhost in front, request and upstream times or byte
counts behind) are left to it: it is several times quicker.
"""

_FRONT = ("apache-forwarded-first", "apache-forwarded-and-peer", "apache-forwarded-in-ident", "lighttpd")

_ALL = tuple(replace(from_text(template, name=name), by_heart=True) for name, template in LAYOUTS.items())

FRONT_LAYOUTS: tuple[TemplateFormat, ...] = tuple(form for form in _ALL if form.name in _FRONT)
"""Layouts that differ from combined in front only: it would read them in full, but take a list of
addresses for the client or a host for the identity. They must stand before it."""

KNOWN_LAYOUTS: tuple[TemplateFormat, ...] = tuple(form for form in _ALL if form.name not in _FRONT)
"""All others: combined leaves their last fields unread and says so in its score."""
