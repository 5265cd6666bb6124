"""HAProxy's HTTP log, with or without a syslog prefix; its TCP lines are kept as events."""

from siaga.intake.formats.haproxy.format import HAPROXY, haproxy_format

__all__ = ["HAPROXY", "haproxy_format"]
