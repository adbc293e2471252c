"""One request to one address, and what went wrong in our few kinds of failure.

The standard library is enough: no cookies, no redirects of its own, no body. Imported by `assess resources
check` alone, for it costs five times an empty interpreter.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from assess import __version__
from assess.authoring.links import Answer, Failure

Fetch = Callable[[str, str, float], Answer]
"""Asks with a method for an address, giving up on a silent connection after so many seconds."""

HEADERS = {
    "User-Agent": f"assess/{__version__} (tests the links of a catalogue of resources)",
    "Accept": "text/html, application/pdf;q=0.9, */*;q=0.8",
    "Accept-Encoding": "identity",
}
_NO_SUCH_HOST = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_LONGEST = 200
"""Characters of a stranger's words that are worth quoting."""
_SYSTEM_CERTIFICATES = Path("/etc/ssl/cert.pem")


def make_fetch() -> Fetch:
    """A way to ask that heeds the proxies of the environment and the certificates of the system."""
    opener = OpenerDirector()
    # No handler for redirects, errors, cookies, passwords or files: an answer comes back as it is.
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(context=_certificates())):
        opener.add_handler(handler)

    def fetch(method: str, address: str, seconds: float) -> Answer:
        request = Request(address, headers=HEADERS, method=method)
        try:
            with opener.open(request, timeout=seconds) as response:
                location, wait = (response.headers.get(name, "") for name in ("Location", "Retry-After"))
                return Answer(response.status, _printable(location), _printable(wait)[:_LONGEST])
        except URLError as error:
            return _failure(error.reason if isinstance(error.reason, Exception) else error)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return _failure(error)

    return fetch


def _failure(error: Exception) -> Answer:
    if isinstance(error, TimeoutError):
        return Answer(failure=Failure.TIMEOUT)
    if isinstance(error, ssl.SSLCertVerificationError):
        return Answer(failure=Failure.CERTIFICATE, detail=error.verify_message)
    if isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_HOST:
        return Answer(failure=Failure.NO_SUCH_HOST)
    words = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return Answer(failure=Failure.BROKEN, detail=_printable(words)[:_LONGEST])


def _printable(text: str) -> str:
    """What a stranger sent, without what could steer a terminal."""
    return "".join(character for character in text if character.isprintable())


def _certificates() -> ssl.SSLContext:
    context = ssl.create_default_context()
    known = ssl.get_default_verify_paths()
    # Some Pythons for macOS come without certificates; the system's own stand in a file.
    has_none = not (context.cert_store_stats()["x509_ca"] or known.cafile or known.capath)
    if has_none and _SYSTEM_CERTIFICATES.is_file():
        context.load_verify_locations(_SYSTEM_CERTIFICATES)
    return context
