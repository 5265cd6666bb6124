"""Nextcloud's own log and audit log."""

from siaga.intake.formats.nextcloud.format import NEXTCLOUD, nextcloud_format

__all__ = ["NEXTCLOUD", "nextcloud_format"]
