"""The explicit list of scenario pairs: an intrusion, and a benign twin that looks alike."""

from __future__ import annotations

from typing import Protocol

from range.scenarios.brute_force import scenario as brute_force
from range.scenarios.bulk_api import scenario as bulk_api
from range.scenarios.campaign import scenario as campaign
from range.scenarios.command_injection import scenario as command_injection
from range.scenarios.comment_upload import scenario as comment_upload
from range.scenarios.cookie_theft import scenario as cookie_theft
from range.scenarios.database_tool import scenario as database_tool
from range.scenarios.deface import scenario as deface
from range.scenarios.dump_fetch import scenario as dump_fetch
from range.scenarios.elfinder import scenario as elfinder
from range.scenarios.ftp_shell import scenario as ftp_shell
from range.scenarios.google_verify import scenario as google_verify
from range.scenarios.hidden_admin import scenario as hidden_admin
from range.scenarios.ignition import scenario as ignition
from range.scenarios.image_shell import scenario as image_shell
from range.scenarios.joomla_template import scenario as joomla_template
from range.scenarios.judol_doorway import scenario as judol_doorway
from range.scenarios.key_cloak import scenario as key_cloak
from range.scenarios.lfi_config import scenario as lfi_config
from range.scenarios.log_tamper import scenario as log_tamper
from range.scenarios.many_networks import scenario as many_networks
from range.scenarios.ojs_editor import scenario as ojs_editor
from range.scenarios.opensid_export import scenario as opensid_export
from range.scenarios.php_filter import scenario as php_filter
from range.scenarios.phpunit import scenario as phpunit
from range.scenarios.plugin_upload import scenario as plugin_upload
from range.scenarios.slims_admin import scenario as slims_admin
from range.scenarios.slow_shell import scenario as slow_shell
from range.scenarios.sqli_blind import scenario as sqli_blind
from range.scenarios.sqli_time import scenario as sqli_time
from range.scenarios.sqli_union import scenario as sqli_union
from range.scenarios.ssh_guess import scenario as ssh_guess
from range.scenarios.ssh_root_key import scenario as ssh_root_key
from range.scenarios.stolen_password import scenario as stolen_password
from range.scenarios.theme_editor import scenario as theme_editor
from range.scenarios.upload_shell import scenario as upload_shell
from range.scenarios.webdav_put import scenario as webdav_put
from range.visits.world import World


class Scenario(Protocol):
    """What a scenario module offers; each lives in a folder of its own."""

    NAME: str
    SITES: tuple[str, ...]
    TWIN_SITES: tuple[str, ...]

    def intrusion(self, world: World) -> None:
        """Plan the intrusion."""
        ...

    def twin(self, world: World) -> None:
        """Plan the benign twin."""
        ...


SCENARIOS: tuple[Scenario, ...] = (
    upload_shell,
    theme_editor,
    plugin_upload,
    stolen_password,
    brute_force,
    hidden_admin,
    cookie_theft,
    many_networks,
    sqli_union,
    sqli_blind,
    sqli_time,
    command_injection,
    lfi_config,
    php_filter,
    phpunit,
    ignition,
    elfinder,
    webdav_put,
    image_shell,
    slow_shell,
    ftp_shell,
    ssh_guess,
    ssh_root_key,
    bulk_api,
    dump_fetch,
    judol_doorway,
    google_verify,
    key_cloak,
    deface,
    log_tamper,
    ojs_editor,
    slims_admin,
    opensid_export,
    campaign,
    comment_upload,
    joomla_template,
    database_tool,
)
