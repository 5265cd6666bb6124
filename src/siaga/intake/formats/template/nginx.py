"""Cuts an nginx `log_format` string or whole directive (ngx_http_log_module) into literals and fields."""

from __future__ import annotations

import re

from siaga.intake.formats.template.shapes import Field, Role, Shape
from siaga.intake.formats.template.trouble import trouble

_VARIABLES: dict[str, tuple[Role, Shape]] = {
    "remote_addr": ("client", "word"), "realip_remote_addr": ("", "word"), "remote_user": ("user", "text"),
    "time_local": ("clf", "clf"), "time_iso8601": ("iso", "iso"), "msec": ("epoch_s", "decimal"),
    "request": ("request", "text"), "request_method": ("method", "word"),
    "request_uri": ("target", "word"), "uri": ("path", "path"), "document_uri": ("path", "path"),
    "args": ("query", "word"), "query_string": ("query", "word"), "status": ("status", "number"),
    "body_bytes_sent": ("body_bytes", "number"), "bytes_sent": ("bytes", "number"),
    "http_referer": ("referrer", "text"), "http_user_agent": ("user_agent", "text"),
    "http_x_forwarded_for": ("forwarded", "list"), "proxy_add_x_forwarded_for": ("forwarded", "list"),
    "http_x_real_ip": ("forwarded", "list"), "http_cf_connecting_ip": ("forwarded", "list"),
    "http_true_client_ip": ("forwarded", "list"), "proxy_protocol_addr": ("forwarded", "list"),
    "host": ("host", "host"), "http_host": ("host", "host"), "server_name": ("host", "host"),
    "request_time": ("duration_s", "decimal"), "request_length": ("", "number"), "pid": ("", "number"),
    "connection": ("", "number"), "connection_requests": ("", "number"), "scheme": ("", "word"),
    "server_protocol": ("", "word"), "server_port": ("", "number"), "remote_port": ("", "number"),
    "pipe": ("", "word"), "gzip_ratio": ("", "word"), "request_id": ("", "word"), "req_id": ("", "word"),
    "upstream_addr": ("", "list"), "upstream_status": ("", "list"), "request_completion": ("", "word"),
    "upstream_response_time": ("", "list"), "upstream_connect_time": ("", "list"),
    "upstream_header_time": ("", "list"), "upstream_response_length": ("", "list"),
    "upstream_bytes_sent": ("", "list"), "upstream_bytes_received": ("", "list"),
    "upstream_cache_status": ("", "word"), "ssl_protocol": ("", "word"), "ssl_cipher": ("", "word"),
    "ssl_session_reused": ("", "word"), "geoip_country_code": ("", "word"), "server_addr": ("", "word"),
    "geoip2_data_country_code": ("", "word"), "hostname": ("", "word"), "is_args": ("", "given"),
}  # fmt: skip

_VARIABLE = re.compile(r"\$(?:\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))")
_DIRECTIVE = re.compile(r"\s*log_format\s+\S+\s+(?:escape=(default|json|none)\s+)?(.*?);?\s*", re.DOTALL)
_PIECE = re.compile(r"\s*+(?:'((?:[^'\\]|\\.)*+)'|\"((?:[^\"\\]|\\.)*+)\"|([^\s'\"]++))", re.DOTALL)
_ESCAPE_PARAMETER = re.compile(r"\s*escape=(default|json|none)\s+")


def without_directive(template: str) -> tuple[str, str]:
    """Return the bare template and its escape rule ("default", "json" or "none").

    Takes `log_format name escape=… 'a' 'b';` as it stands in a configuration, `escape=…` in front of
    a bare template, or a bare template.
    """
    whole = _DIRECTIVE.fullmatch(template)
    if whole is None:
        rule = _ESCAPE_PARAMETER.match(template)
        return (template[rule.end() :], rule[1]) if rule else (template, "default")
    pieces: list[str] = []
    body, at = whole[2].rstrip(), 0
    while at < len(body):
        piece = _PIECE.match(body, at)
        if piece is None:
            raise trouble(body, at, "this quote has no end")
        quoted = piece[1] if piece[1] is not None else piece[2]
        pieces.append(re.sub(r"\\([\\'\"])", r"\1", quoted) if quoted is not None else piece[3])
        at = piece.end()
    return "".join(pieces), whole[1] or "default"


def tokens(template: str) -> list[bytes | Field]:
    """Cut a bare template; raises FormatError that shows the place of a `$` without a name."""
    found: list[bytes | Field] = []
    at = 0
    while at < len(template):
        dollar = template.find("$", at)
        if dollar != at:
            end = dollar if dollar >= 0 else len(template)
            found.append(template[at:end].encode())
            at = end
            continue
        match = _VARIABLE.match(template, at)
        if match is None:
            raise trouble(template, at, "a $ must be followed by the name of a variable")
        found.append(_field(match[1] or match[2], at))
        at = match.end()
    return found


def _field(name: str, place: int) -> Field:
    if name == "is_args":
        return Field("", "given", place, given=rb"\??")
    role, shape = _VARIABLES.get(name, ("", "text"))
    return Field(role, shape, place)
