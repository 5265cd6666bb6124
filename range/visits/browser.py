"""A visitor's browser: one address, one user agent, cookies, and the assets it has already seen."""

from __future__ import annotations

from range.visits.steps import Actor, Asking, Pause, Request

ASSETS = ("/aset/gaya.css", "/aset/situs.js", "/aset/logo.png", "/favicon.ico")
BOUNDARY = "----WebKitFormBoundaryr4ngeS1aga7"


_UNCHANGED = (("If-Modified-Since", "Fri, 01 Jan 2038 00:00:00 GMT"),)


class Browser:
    """Makes the requests of one visitor; `ip` and `agent` may be changed between requests.

    A `returning` visitor has the assets in its cache and asks only whether they changed (304).
    """

    def __init__(self, actor: Actor, ip: str, agent: str, site: str = "") -> None:
        self.actor = actor
        self.agent = agent
        self.cookies: dict[str, str] = {}
        self.page = ""
        self.origin = f"https://{site}" if site else ""
        self._seen: set[str] = set()
        self.ip = ip
        self.returning = False

    def ask(
        self,
        method: str,
        target: str,
        body: bytes = b"",
        *,
        role: str = "",
        referrer: str | None = None,
        extra: tuple[tuple[str, str], ...] = (),
    ) -> Asking:
        """Make one request; `referrer` None means the page looked at last, "" none."""
        self.actor.ips.add(self.ip)
        headers = [("User-Agent", self.agent)] if self.agent else []
        came_from = (
            (self.origin + self.page if self.page and self.origin else "") if referrer is None else referrer
        )
        if came_from:
            headers.append(("Referer", came_from))
        if self.cookies:
            headers.append(("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items())))
        reply = yield Request(self.actor, self.ip, method, target, (*headers, *extra), body, role)
        for name, value in reply.headers:
            if name == "set-cookie":
                key, _, held = value.partition(";")[0].partition("=")
                self.cookies[key] = held
        return reply

    def get(self, target: str, *, role: str = "", referrer: str | None = None) -> Asking:
        """Fetch one thing and nothing else."""
        reply = yield from self.ask("GET", target, role=role, referrer=referrer)
        return reply

    def read(
        self, target: str, *, role: str = "", referrer: str | None = None, images: tuple[str, ...] = ()
    ) -> Asking:
        """Open a page as a person does: with the style sheet, the script, the pictures."""
        reply = yield from self.get(target, role=role, referrer=referrer)
        if reply.status in {301, 302}:
            where = dict(reply.headers).get("location", "/")
            yield Pause(0.1)
            reply = yield from self.get(where)
            target = where
        self.page = target
        for asset in (*ASSETS, *images):
            if asset not in self._seen:
                self._seen.add(asset)
                yield Pause(0.05)
                yield from self.ask("GET", asset, extra=_UNCHANGED if self.returning else ())
        return reply

    def post(
        self, target: str, fields: dict[str, str], *, role: str = "", referrer: str | None = None
    ) -> Asking:
        """Send a form."""
        body = "&".join(f"{name}={_quoted(value)}" for name, value in fields.items()).encode()
        kind = (("Content-Type", "application/x-www-form-urlencoded"),)
        reply = yield from self.ask("POST", target, body, role=role, referrer=referrer, extra=kind)
        return reply

    def upload(
        self,
        target: str,
        field: str,
        name: str,
        content: bytes,
        fields: dict[str, str] | None = None,
        *,
        role: str = "",
        referrer: str | None = None,
    ) -> Asking:
        """Send a form with one file."""
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in (fields or {}).items()
        ]
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        body = b"".join([*parts, head.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()])
        kind = (("Content-Type", f"multipart/form-data; boundary={BOUNDARY}"),)
        reply = yield from self.ask("POST", target, body, role=role, referrer=referrer, extra=kind)
        return reply


def _quoted(value: str) -> str:
    return "".join(
        char
        if char.isascii() and (char.isalnum() or char in "-_.~")
        else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in value
    )
