"""A program that quotes a payload as one word was handed it as one; a shell speaks for itself."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.injection.whole import quotes_whole

BAD = "203.0.113.5"


def _quotes(query: str, message: str) -> bool:
    story = Story()
    story.ask("10 14:00:10", BAD, f"/ping.php?{query}", families=("command-injection",))
    story.tell("10 14:00:12", "output", message=message)
    scene = story.scene()
    return quotes_whole(scene.around[0], scene.moves)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("host=127.0.0.1;id", "ping: 127.0.0.1;id: Name or service not known"),
        ("host=127.0.0.1%7Cid&k=1", "ping: 127.0.0.1|id: Name or service not known"),
        ("host=$(id)", "ping: $(id): Name or service not known"),
        ("host=`WhoAmI`", "ping: unknown host `WhoAmI`"),
        ("host=%0Aid", "ping: \\nid: Name or service not known"),
        ("a=1&url=http://x/;wget+y", "curl: (6) Could not resolve host: http://x/;wget y"),
    ],
)
def test_the_whole_payload_as_one_word(query: str, message: str) -> None:
    assert _quotes(query, message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("host=127.0.0.1;id", "uid=33(www-data) gid=33(www-data)"),
        ("host=8.8.8.8;nosuch", "sh: 1: nosuch: not found"),
        ("host=8.8.8.8;nosuch(", "sh: -c: line 0: `ping 8.8.8.8;nosuch('"),
        ("host=;x", "/bin/bash: line 1: ping;x: command not found"),
        ("host=127.0.0.1", "ping: 127.0.0.1: Name or service not known"),
        ("host=8.8.8.8;wget+http://x/y", "--2026-06-10 14:00:12--  http://x/y"),
        ("host=a;cat+/etc/shadow", "cat: /etc/shadow: Permission denied"),
        ("host=;", "a;b: not found"),
    ],
)
def test_what_only_names_a_part_or_comes_from_a_shell(query: str, message: str) -> None:
    assert not _quotes(query, message)
