"""Knows the scripts of upload tools that applications ship: taking orders and files is what they are for."""

from __future__ import annotations

import re

from siaga.foundation.urls import plain_path

_SHIPPED = re.compile(
    r"/el-?finder[^/]{0,20}/(?:[^/]{1,40}/){0,3}connector[^/]{0,20}\.php$"
    r"|/kcfinder/(?:browse|upload|css/index|js/index|integration/[a-z]{1,16})\.php$"
    r"|/ckfinder/core/connector/(?:php|aspx?|jsp)/connector\.(?:php|aspx?|jsp)$"
    r"|/(?:responsive)?_?file-?manager/(?:dialog|upload|execute|ajax_calls|force_download)\.php$"
    r"|/filemanager/connectors/[a-z]{2,5}/(?:connector|upload|filemanager)\.(?:php|aspx?|ashx|jsp|cfm)$"
    r"|/(?:jquery-?)?file-?upload/server/php/(?:index\.php)?$"
)
"""elFinder, KCFinder, CKFinder, Responsive FileManager, FCKeditor's connectors, jQuery File Upload."""


def is_file_manager(path: bytes) -> bool:
    """Say whether a script is such a tool's own; what was sent through it is looked at all the same."""
    return bool(_SHIPPED.search(plain_path(path)))
