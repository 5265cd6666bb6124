"""A session is in a database tool when one of its pages is that tool's."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import SITE, Story, clock

from siaga.detection.scene.database_tool import is_in_tool


@pytest.mark.parametrize(
    ("page", "inside"), [("/phpmyadmin/index.php?route=/table/export", True), ("/wp-admin/edit.php", False)]
)
def test_the_tool_is_told_by_its_pages(page: str, *, inside: bool) -> None:
    story = Story()
    for step in range(3):
        at = clock("10 09:00") + step * 20_000_000
        story.ask(
            at, "192.0.2.9", page, 200, 9_000 + step, referrer=f"https://{SITE}/", agent="Mozilla/5.0 X"
        )
    (session,) = story.scene().sessions
    assert is_in_tool(session) == inside
