"""Accounts of an application that names browsers, days on end: what a theft is told apart from."""

from __future__ import annotations

from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.stolen_account.stay import Stay, stays_of
from siaga.detection.behaviours.stolen_account.use import Use, uses_by_account
from siaga.intake.rows import Action

OFFICE, HOME, BAD, WORSE = "192.0.2.140", "198.51.100.61", "203.0.113.90", "198.18.5.7"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0"
MAC = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
)
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile"
SYNC = "Mozilla/5.0 (Windows) mirall/3.14.2stable (Nextcloud)"


class Diary(Story):
    """A story of one application's accounts."""

    def note(
        self,
        when: str | int,
        action: Action,
        user: str,
        client: str,
        agent: str = WINDOWS,
        what: str = "",
        /,
        **detail: str,
    ) -> None:
        """Add one good use of an account."""
        told = {"user_agent": agent, **{name: text for name, text in detail.items() if name != "message"}}
        self.tell(
            when, action, "success", user=user, client=client, application="berkas", what=what,
            message=detail.get("message", ""), detail={name: text for name, text in told.items() if text},
        )  # fmt: skip

    def work(
        self, days: range, *users: str, client: str = OFFICE, agent: str = WINDOWS, **detail: str
    ) -> None:
        """Let people sign in and fetch a few files on each of some days."""
        for day in days:
            for place, user in enumerate(users):
                self.note(f"{day:02} 02:{place:02}", "login", user, client, agent, **detail)
                for minute in (20, 30, 40):
                    name = f"/surat/{user}-{day}-{minute}.pdf"
                    self.note(f"{day:02} 02:{minute}", "download", user, client, agent, name, **detail)

    def fetch(
        self, when: str, user: str, client: str, agent: str, count: int, ending: str = "pdf", **detail: str
    ) -> None:
        """Let somebody fetch many files, seconds apart."""
        for number in range(count):
            at = clock(when) + number * 2_000_000
            self.note(at, "download", user, client, agent, f"/aset/berkas-{number}.{ending}", **detail)

    def lock_open(self, when: str, user: str, client: str, agent: str, **detail: str) -> None:
        """Let somebody make a public link and a key for later."""
        at = clock(when)
        self.note(
            at,
            "content_change",
            user,
            client,
            agent,
            message='folder "/aset" has been shared via link',
            **detail,
        )
        self.note(
            at + 9_000_000,
            "content_change",
            user,
            client,
            agent,
            message='App password "x" created',
            **detail,
        )

    def of(self, user: str) -> list[Use]:
        """Return one account's uses."""
        return uses_by_account(self.scene())[user]

    def stays(self, user: str) -> list[Stay]:
        """Return one account's stays."""
        return stays_of(self.of(user))
