"""A web server on 127.0.0.1 that gives every kind of answer a link can get."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SELF_SIGNED = Path(__file__).parent / "self-signed.pem"
HUGE = 1 << 30

STATUSES = {
    "/": 200,
    "/fine": 200,
    "/moved-on": 200,
    "/errors/404.html": 200,
    "/login": 401,
    "/forbidden": 403,
    "/missing": 404,
    "/gone": 410,
    "/busy": 429,
    "/broken": 500,
    "/away": 503,
}
REDIRECTS = {
    "/moved": (301, "/moved-twice"),
    "/moved-twice": (308, "/moved-on#part"),
    "/for-now": (302, "/fine"),
    "/for-now-303": (303, "/fine"),
    "/for-now-307": (307, "/fine"),
    "/moved-then-for-now": (301, "/for-now"),
    "/for-now-then-moved": (302, "/moved"),
    "/moved-to-missing": (301, "/missing"),
    "/circle": (301, "/circle-back"),
    "/circle-back": (301, "/circle"),
    "/to-a-file": (301, "file:///etc/passwd"),
    "/deep/page": (301, "/"),
    "/deep/other": (302, "/"),
    "/index.html": (301, "/"),
    "/lost": (302, "/errors/404.html"),
    "/accents": (301, "/caf\u00e9"),
    "/nowhere": (301, ""),
    "/colored": (301, "/fine\x1b[31m"),
    "/sets-a-cookie": (302, "/fine"),
}
HEAD_ANSWERS = {
    "/no-head": 405,
    "/no-head-501": 501,
    "/head-says-missing": 404,
    "/head-says-no": 403,
    "/huge": 405,
}


@dataclass(slots=True)
class Web:
    """The server as a test sees it: where it is, and what it was asked."""

    base: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of each request, in order."""
    headers: list[dict[str, str]] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    """How many bytes of a huge body were taken off our hands."""
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return self.base + path


@contextmanager
def web_server(*, secure: bool = False) -> Iterator[Web]:
    """A running server; every request still open ends with it."""
    web = Web("")

    class Handler(_Handler):
        told = web

    server = _Server(("127.0.0.1", 0), Handler)
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(SELF_SIGNED)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web.base = f"{'https' if secure else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        web.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what is tested here."""


class _Handler(BaseHTTPRequestHandler):
    told: Web

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.told.asked.append((self.command, self.path))
        self.told.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.close_connection = True
        path = self.path
        if path == "/silent":
            self.told.closing.wait()
        elif path == "/drip":
            self._drip()
        elif path == "/hangs-up" or (path == "/head-hangs-up" and self.command == "HEAD"):
            return
        elif self.command == "HEAD" and path in HEAD_ANSWERS:
            self._send(HEAD_ANSWERS[path])
        elif path.startswith("/endless/"):
            self._send(302, f"/endless/{int(path.rsplit('/', 1)[1]) + 1}")
        elif path in REDIRECTS:
            self._send(*REDIRECTS[path])
        elif path == "/huge":
            self._send_huge()
        else:
            self._send(STATUSES.get(path, 200))

    def _send(self, status: int, location: str | None = None) -> None:
        self.send_response(status)
        if location:
            # As servers do that do not encode: UTF-8 in a header that is Latin-1.
            self.send_header("Location", location.encode().decode("latin-1"))
        if status == 429:
            self.send_header("Retry-After", "120")
        if self.path == "/sets-a-cookie":
            self.send_header("Set-Cookie", "visitor=1; Path=/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.told.closing.wait(0.02):
            self.wfile.write(b".")

    def _send_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        sent = 0
        try:
            while sent < HUGE:
                sent += self.wfile.write(b"x" * 65536)
        except OSError:
            pass
        self.told.sent.append(sent)

    def log_message(self, format: str, *arguments: Any) -> None:
        """The log is what `asked` holds."""
