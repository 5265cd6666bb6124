"""The usual names of the fields of JSON access logs, best first."""

from __future__ import annotations

from typing import Literal, get_args

Column = Literal[
    "time", "client_ip", "forwarded", "user", "request", "method", "target", "path", "query", "status",
    "bytes_sent", "referrer", "user_agent", "host", "duration_s", "duration_ms", "duration_us", "duration_ns",
]  # fmt: skip

COLUMNS: tuple[Column, ...] = get_args(Column)

NAMES: dict[Column, tuple[str, ...]] = {
    "time": (
        "@timestamp", "time_iso8601", "time_local", "timestamp", "time", "ts", "datetime", "msec",
        "start_time",
        "StartUTC", "date", "requestTime", "waktu", "tanggal",
    ),
    "client_ip": (
        "client_ip", "clientip", "remote_addr", "remote_ip", "client.ip", "source.ip", "source.address",
        "client.address", "ClientHost", "ClientIP", "remoteAddress", "remoteAddr", "remote_host", "remoteip",
        "remote_address", "src_ip", "source_ip", "ip_address", "c-ip", "client", "ip", "host_ip", "remote",
        "downstream_remote_address", "httpRequest.remoteIp", "httpRequest.clientIp", "alamat_ip",
    ),
    "forwarded": (
        "http_x_forwarded_for", "x_forwarded_for", "xff", "x-forwarded-for", "http_cf_connecting_ip",
        "http_x_real_ip", "forwarded_for", "X-Forwarded-For",
    ),
    "user": (
        "remote_user", "user.name", "user", "auth", "username", "ClientUsername", "remoteUser",
        # Whom a token names (RFC 7519 §4.1.2).
        "sub", "jwt_sub", "jwt.sub", "claims.sub", "token.sub", "user_id", "user.id",
    ),
    "request": ("request", "request_line", "http.request.line", "requestLine"),
    "method": (
        "request_method", "method", "http.request.method", "verb", "http_method", "RequestMethod",
        "cs-method",
        "httpRequest.requestMethod", "httpRequest.httpMethod", "requestMethod",
    ),
    "target": (
        "request_uri", "requestURI", "url.original", "RequestPath", "uri", "url", "requested_url",
        "requestUrl",
        "http.url", "httpRequest.requestUrl", "httpRequest.uri", "target", "request_url", "originalUrl",
    ),
    "path": (
        "path", "request_path", "url.path", "uri_path", "document_uri", "cs-uri-stem", "x_path", "request",
    ),
    "query": ("args", "query_string", "url.query", "query", "queryString", "uri_query", "cs-uri-query"),
    "status": (
        "status", "status_code", "response", "response_code", "http.response.status_code", "statusCode",
        "DownstreamStatus", "sc-status", "http_status", "code", "response_status", "httpRequest.status",
        "resp_status",
    ),
    "bytes_sent": (
        "body_bytes_sent", "bytes_sent", "http.response.body.bytes", "http.response.bytes", "bytes", "size",
        "response_size", "DownstreamContentSize", "content_length", "sc-bytes", "bytesSent", "resp_size",
        "httpRequest.responseSize", "body_bytes", "response_length", "bytes_out", "b",
    ),
    "referrer": (
        "http_referer", "http_referrer", "referer", "referrer", "http.request.referrer", "request_Referer",
        "httpRequest.referer", "Referer",
    ),
    "user_agent": (
        "http_user_agent", "user_agent.original", "user_agent", "useragent", "userAgent", "agent", "ua",
        "request_User-Agent", "httpRequest.userAgent", "User-Agent",
    ),
    "host": (
        "vhost", "server_name", "http_host", "virtual_host", "url.domain", "server_host", "RequestHost",
        "host", "domain", "site", "authority", "virtualHost",
    ),
    "duration_s": ("request_time", "elapsed_seconds", "response_time_s", "request_duration", "rt"),
    "duration_ms": (
        "duration_ms", "response_time", "responseTime", "latency_ms", "elapsed_ms", "time_taken", "elapsed",
        "duration",
    ),
    "duration_us": ("duration_us", "latency_us", "time_us"),
    "duration_ns": ("Duration", "event.duration", "duration_ns", "latency"),
}  # fmt: skip
"""Column to names; a dot steps into a nested object, unless the object has the dotted name itself."""
