"""The explicit list of every log format that Siaga understands."""

from __future__ import annotations

from siaga.intake.formats.apache_error import apache_error_format
from siaga.intake.formats.audit import AuditCsvFormat, AuditDocumentFormat, audit_json_format
from siaga.intake.formats.caddy import CADDY
from siaga.intake.formats.combined import COMBINED
from siaga.intake.formats.contract import Format
from siaga.intake.formats.cpanel import CPANEL
from siaga.intake.formats.envelope import envelopes
from siaga.intake.formats.exim import exim_format
from siaga.intake.formats.fortigate import fortigate_format
from siaga.intake.formats.forwarded import FORWARDED
from siaga.intake.formats.gitlab import gitlab_format
from siaga.intake.formats.haproxy import haproxy_format
from siaga.intake.formats.iis import IIS
from siaga.intake.formats.json_lines import JsonLinesFormat
from siaga.intake.formats.litespeed import LITESPEED_LAYOUTS, litespeed_error
from siaga.intake.formats.nextcloud import nextcloud_format
from siaga.intake.formats.nginx_error import nginx_error_format
from siaga.intake.formats.php_error import php_error_format
from siaga.intake.formats.postgresql import postgresql_format
from siaga.intake.formats.proftpd import proftpd_format
from siaga.intake.formats.pure_ftpd import PURE_FTPD_CLF, pure_ftpd_format
from siaga.intake.formats.roundcube import roundcube_format
from siaga.intake.formats.syslog_auth import syslog_format
from siaga.intake.formats.template.known_layouts import FRONT_LAYOUTS, KNOWN_LAYOUTS
from siaga.intake.formats.tomcat import tomcat_format
from siaga.intake.formats.vsftpd import vsftpd_format
from siaga.intake.formats.xferlog import xferlog_format
from siaga.intake.formats.zimbra import zimbra_format


def all_formats(offset_us: int = 0) -> tuple[Format, ...]:
    """Return every format, more specific before more general.

    `offset_us` is the zone, in µs east of UTC, of stamps that name none (error logs, RFC 3164
    syslog, FTP logs, HAProxy, exports): Asia/Jakarta is 7 * 3600 * 1_000_000.
    """
    plain: tuple[Format, ...] = (
        IIS,
        CADDY,
        gitlab_format(offset_us),
        nextcloud_format(offset_us),
        audit_json_format(offset_us),
        JsonLinesFormat(offset_us=offset_us),
        AuditCsvFormat("auth-csv", "auth", "auth", offset_us),
        AuditCsvFormat("audit-csv", "audit", "audit", offset_us),
        haproxy_format(offset_us),
        vsftpd_format(offset_us),
        xferlog_format(offset_us),
        pure_ftpd_format(offset_us),
        PURE_FTPD_CLF,
        proftpd_format(offset_us),
        roundcube_format(offset_us),
        exim_format(offset_us),
        zimbra_format(offset_us),
        postgresql_format(offset_us),
        fortigate_format(offset_us),
        CPANEL,
        tomcat_format(offset_us),
        apache_error_format(offset_us),
        nginx_error_format(offset_us),
        litespeed_error(offset_us),
        php_error_format(offset_us),
        *LITESPEED_LAYOUTS,
        *FRONT_LAYOUTS,
        # Before the other layouts known by heart: what it understands in full it reads many times faster.
        COMBINED,
        *KNOWN_LAYOUTS,
        # Behind the layouts that know all their fields, which it does not.
        FORWARDED,
        syslog_format(offset_us),
    )
    # A document is no line that anything could be wrapped around.
    return (*envelopes(plain), *plain, AuditDocumentFormat(offset_us))


ALL_FORMATS: tuple[Format, ...] = all_formats()
"""Every format with stamps that name no zone taken as UTC."""

__all__ = ["ALL_FORMATS", "all_formats"]
