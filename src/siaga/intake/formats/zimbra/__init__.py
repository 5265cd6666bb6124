"""Zimbra's own logs of its mailbox server: logins by account and address, administrators' acts."""

from siaga.intake.formats.zimbra.format import ZIMBRA, zimbra_format

__all__ = ["ZIMBRA", "zimbra_format"]
