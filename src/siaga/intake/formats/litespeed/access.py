"""LiteSpeed's and cPanel's access logs with a quoted virtual host around the combined fields."""

from __future__ import annotations

from dataclasses import replace

from siaga.intake.formats.template.format import TemplateFormat, from_text

_COMBINED = '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"'

LAYOUTS: dict[str, str] = {
    "litespeed-quoted-address": '"%v" "%h" %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    "litespeed-host-first": '"%v" ' + _COMBINED,
    "litespeed-host-micro": '"%v" ' + _COMBINED + " %D",
    "litespeed-common-host-first": '"%v" %h %l %u %t "%r" %>s %b',
    "cpanel-service": '%h %l %u [%{%m/%d/%Y:%H:%M:%S %z}t] "%r" %>s %b "%{Referer}i" "%{User-Agent}i"'
    ' "%{session}n" "%{forwarded}n" %p',
}
"""Name to template; "cpanel-service" is the access log of cPanel's own services (cpsrvd)."""

LITESPEED_LAYOUTS: tuple[TemplateFormat, ...] = tuple(
    replace(from_text(template, name=name), by_heart=True) for name, template in LAYOUTS.items()
)
