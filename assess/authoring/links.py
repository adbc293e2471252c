"""What an answer to a link means: pure rules, without a network.

A link is tried step by step. `judge` turns each answer into the next step (another address, or GET where
HEAD was refused) or into a verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

MOST_REDIRECTS = 10
_FOR_GOOD, _FOR_NOW = (301, 308), (302, 303, 307)
_GONE = (404, 410)
# 451: kept back for legal reasons. 999 is how a large network turns programs away.
_REFUSALS = (401, 403, 407, 429, 451, 999)
_FRONT_PAGES = ("", "home", "index.htm", "index.html", "index.php")
_NOT_FOUND_PAGE = re.compile(r"(?:^|[/_-])(?:404|(?:page-?)?not-?found)(?:$|[/._-])", re.IGNORECASE)


class Outcome(StrEnum):
    """What was found out about a link, in the order in which it is told."""

    FINE = "fine"
    SLOW = "slow"
    FAILING = "failing"
    REFUSED = "refused"
    INSECURE = "insecure"
    MOVED = "moved"
    DEAD = "dead"


class Failure(StrEnum):
    """Why there was no answer."""

    NO_SUCH_HOST = "no such host"
    CERTIFICATE = "certificate"
    TIMEOUT = "timeout"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one request: a status with its headers, or a failure with its reason."""

    status: int | None = None
    location: str = ""
    retry_after: str = ""
    failure: Failure | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One request on the way of a link."""

    link: str
    """The address as the catalogue has it."""
    address: str
    """The address to ask now, ready for the wire."""
    method: str = "HEAD"
    trail: tuple[str, ...] = ()
    """The addresses that led here."""
    moved_to: str = ""
    """How far permanent redirects alone have led; what comes after a temporary one is no new address."""
    for_now: bool = False

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a link. `status` is None where no server answered."""

    link: str
    outcome: Outcome
    status: int | None = None
    to: str = ""
    """The address that it has moved to."""
    note: str = ""
    astray: bool = False
    """Whether it leads somewhere, but probably not to the page that was meant."""
    asked: bool = True
    """False where the site had asked for fewer requests before its turn came."""


def first_step(link: str) -> Step | Verdict:
    """How to begin with a link; at once a verdict where the address cannot be asked for."""
    try:
        return Step(link, askable(link))
    except ValueError as error:
        return Verdict(link, Outcome.FAILING, note=f"The address cannot be asked for: {error}.")


def judge(step: Step, answer: Answer) -> Step | Verdict:
    """What follows from the answer to a step."""
    if step.method == "HEAD" and _deserves_get(answer):
        return replace(step, method="GET")
    if answer.status is None:
        return _failed(step.link, answer)
    if answer.status in (*_FOR_GOOD, *_FOR_NOW) and answer.location:
        return _follow(step, answer)
    if 200 <= answer.status < 300:
        return _arrived(step, answer.status)
    outcome = Outcome.FAILING
    if answer.status in _GONE:
        outcome = Outcome.DEAD
    elif answer.status in _REFUSALS:
        outcome = Outcome.REFUSED
    notes = [f"It leads to {step.address}." if step.trail else ""]
    notes.append(f"The site asks to wait: {_wait_words(answer.retry_after)}." if answer.retry_after else "")
    return Verdict(step.link, outcome, answer.status, note=" ".join(filter(None, notes)))


def too_many_requests(step: Step) -> Verdict:
    """The verdict on a link whose site has answered 429 before: it is left in peace."""
    note = "Not asked: the site had asked for fewer requests. Try again later."
    return Verdict(step.link, Outcome.REFUSED, note=note, asked=False)


def _deserves_get(answer: Answer) -> bool:
    """Whether only HEAD may have been refused: many servers answer it with any error, or hang up."""
    if answer.status is None:
        return answer.failure is Failure.BROKEN
    return answer.status >= 400 and answer.status != 429


def _failed(link: str, answer: Answer) -> Verdict:
    outcome, words = {
        Failure.NO_SUCH_HOST: (Outcome.DEAD, "There is no such host"),
        Failure.CERTIFICATE: (Outcome.INSECURE, "The certificate is not trusted"),
        Failure.TIMEOUT: (Outcome.SLOW, "There was no answer in time"),
        Failure.BROKEN: (Outcome.FAILING, "There was no answer"),
    }[answer.failure or Failure.BROKEN]
    note = f"{words}: {answer.detail.rstrip('.')}." if answer.detail else f"{words}."
    return Verdict(link, outcome, note=note)


def _follow(step: Step, answer: Answer) -> Step | Verdict:
    # Headers come as Latin-1; servers that do not encode their addresses mostly mean UTF-8.
    location = answer.location.encode("latin-1", "replace").decode("utf-8", "replace")
    target = urljoin(step.address, location)
    trail = (*step.trail, step.address)
    try:
        address = askable(target)
    except ValueError as error:
        return _lost_way(step, answer, f"It leads to {target}, which is not followed: {error}.")
    if address in trail:
        return _lost_way(step, answer, "It leads in a circle, as some sites do without cookies.")
    if len(trail) > MOST_REDIRECTS:
        return _lost_way(step, answer, f"It leads on more than {MOST_REDIRECTS} times.")
    for_now = step.for_now or answer.status in _FOR_NOW
    moved_to = step.moved_to if for_now else target
    return replace(step, address=address, trail=trail, moved_to=moved_to, for_now=for_now)


def _lost_way(step: Step, answer: Answer, note: str) -> Verdict:
    return Verdict(step.link, Outcome.FAILING, answer.status, note=note)


def _arrived(step: Step, status: int) -> Verdict:
    wanted, reached = urlsplit(askable(step.link)).path, urlsplit(step.address)
    if _NOT_FOUND_PAGE.search(reached.path) and not _NOT_FOUND_PAGE.search(wanted):
        note = f"It leads to a page that says it is not there: {step.address}."
        return Verdict(step.link, Outcome.DEAD, status, note=note)
    if step.trail and _is_front_page(reached.path, reached.query) and not _is_front_page(wanted):
        note = "It leads to a front page, so the page itself is probably gone."
        return Verdict(step.link, Outcome.MOVED, status, step.moved_to or step.address, note, astray=True)
    if step.moved_to:
        return Verdict(step.link, Outcome.MOVED, status, step.moved_to)
    return Verdict(step.link, Outcome.FINE, status)


def _is_front_page(path: str, query: str = "") -> bool:
    return path.strip("/").lower() in _FRONT_PAGES and not query


def _wait_words(retry_after: str) -> str:
    return f"{int(retry_after)} seconds" if retry_after.isdecimal() else f"until {retry_after}"


def askable(address: str) -> str:
    """The address as it goes over the wire: no fragment, host in ASCII, the rest percent-encoded.

    ValueError, with the reason in words, for anything but http and https, and for addresses with a password.
    """
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https"):
        raise ValueError("only http and https are asked")
    if not parts.hostname:
        raise ValueError("it names no host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it holds a user name")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.encode("idna").decode()
    netloc = host if parts.port is None else f"{host}:{parts.port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return urlunsplit((parts.scheme, netloc, path, quote(parts.query, safe="/%:@!$&'()*+,;=~?[]"), ""))
