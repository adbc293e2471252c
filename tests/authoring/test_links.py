"""Links are tested politely, and every kind of answer gets the verdict it deserves."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from assess.authoring.link_requests import Fetch, make_fetch
from assess.authoring.link_rounds import Manners, visit
from assess.authoring.links import Answer, Failure, Outcome, Verdict, askable
from tests.authoring.web import HUGE, SELF_SIGNED, Web, web_server

HASTE = Manners(jobs=8, timeout=10, pause=0)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as server:
        yield server


@cache
def direct_fetch() -> Fetch:
    """Reads certificates once; what depends on the environment makes its own."""
    return make_fetch()


def verdict(link: str, manners: Manners = HASTE, fetch: Fetch | None = None) -> Verdict:
    (only,) = visit([link], manners, fetch or direct_fetch())
    return only


# -- what an answer means ------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/fine", Outcome.FINE, 200),
        ("/for-now", Outcome.FINE, 200),
        ("/for-now-303", Outcome.FINE, 200),
        ("/for-now-307", Outcome.FINE, 200),
        ("/moved-to-missing", Outcome.DEAD, 404),
        ("/missing", Outcome.DEAD, 404),
        ("/gone", Outcome.DEAD, 410),
        ("/login", Outcome.REFUSED, 401),
        ("/forbidden", Outcome.REFUSED, 403),
        ("/busy", Outcome.REFUSED, 429),
        ("/broken", Outcome.FAILING, 500),
        ("/away", Outcome.FAILING, 503),
        ("/circle", Outcome.FAILING, 301),
        ("/endless/1", Outcome.FAILING, 302),
        ("/to-a-file", Outcome.FAILING, 301),
        ("/nowhere", Outcome.FAILING, 301),
        ("/hangs-up", Outcome.FAILING, None),
        ("/no-head", Outcome.FINE, 200),
        ("/no-head-501", Outcome.FINE, 200),
        ("/head-says-missing", Outcome.FINE, 200),
        ("/head-says-no", Outcome.FINE, 200),
        ("/head-hangs-up", Outcome.FINE, 200),
        ("/huge", Outcome.FINE, 200),
        ("/lost", Outcome.DEAD, 200),
    ],
)
def test_each_answer_has_its_verdict(web: Web, path: str, outcome: Outcome, status: int | None) -> None:
    found = verdict(web.url(path))
    assert (found.outcome, found.status, found.to) == (outcome, status, "")


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/moved", "/moved-on#part"),
        ("/moved-twice", "/moved-on#part"),
        ("/moved-then-for-now", "/for-now"),
        ("/accents", "/caf\u00e9"),
        ("/index.html", "/"),
    ],
)
def test_a_permanent_redirect_is_a_new_address(web: Web, path: str, to: str) -> None:
    assert verdict(web.url(path)) == Verdict(web.url(path), Outcome.MOVED, 200, web.url(to))


def test_what_follows_a_temporary_redirect_is_no_new_address(web: Web) -> None:
    assert verdict(web.url("/for-now-then-moved")).outcome is Outcome.FINE


@pytest.mark.parametrize("path", ["/deep/page", "/deep/other"])
def test_a_page_that_leads_to_the_front_page_is_probably_gone(web: Web, path: str) -> None:
    found = verdict(web.url(path))
    assert (found.outcome, found.to, found.astray) == (Outcome.MOVED, web.url("/"), True)
    assert "front page" in found.note


def test_a_page_that_is_named_404_is_dead_only_when_something_else_was_asked_for(web: Web) -> None:
    assert verdict(web.url("/errors/404.html")).outcome is Outcome.FINE
    assert "/errors/404.html" in verdict(web.url("/lost")).note


def test_who_says_when_to_come_back_is_quoted(web: Web) -> None:
    assert "120 seconds" in verdict(web.url("/busy")).note


def test_redirects_are_followed_ten_times(web: Web) -> None:
    assert "10" in verdict(web.url("/endless/1")).note
    assert len(web.asked) == 11


def test_what_a_site_sends_cannot_steer_the_terminal(web: Web) -> None:
    assert verdict(web.url("/colored")).to == web.url("/fine[31m")


def test_a_circle_is_noticed_at_once(web: Web) -> None:
    assert "circle" in verdict(web.url("/circle")).note
    assert len(web.asked) == 2


def test_nothing_but_http_is_asked_or_followed(web: Web) -> None:
    assert "only http and https" in verdict(web.url("/to-a-file")).note
    for link in ("ftp://127.0.0.1/x", "file:///etc/passwd", "http://", "mailto:a@b.org"):
        assert verdict(link).outcome is Outcome.FAILING
    assert len(web.asked) == 1


def test_an_address_with_a_password_is_not_asked(web: Web) -> None:
    assert "user name" in verdict(web.url("/fine").replace("//", "//user:secret@")).note
    assert web.asked == []


# -- what is asked -------------------------------------------------------------


def test_get_is_asked_only_where_head_is_refused(web: Web) -> None:
    for path in ("/fine", "/no-head", "/busy", "/missing"):
        verdict(web.url(path))
    assert web.asked == [
        ("HEAD", "/fine"),
        ("HEAD", "/no-head"),
        ("GET", "/no-head"),
        ("HEAD", "/busy"),
        ("HEAD", "/missing"),
        ("GET", "/missing"),
    ]


def test_every_request_says_who_asks(web: Web) -> None:
    verdict(web.url("/no-head"))
    assert all(headers["user-agent"].startswith("assess/") for headers in web.headers)


def test_no_cookie_is_kept(web: Web) -> None:
    assert verdict(web.url("/sets-a-cookie")).outcome is Outcome.FINE
    assert not any("cookie" in headers for headers in web.headers)


def test_a_huge_body_is_left_where_it_is() -> None:
    with web_server() as web:
        assert verdict(web.url("/huge")).outcome is Outcome.FINE
    assert web.sent
    assert web.sent[0] < HUGE // 10


def test_an_address_goes_out_encoded_and_without_its_fragment(web: Web) -> None:
    verdict(web.url("/a page/\u00fcber?q=\u00e9&x=%20#part"))
    assert web.asked == [("HEAD", "/a%20page/%C3%BCber?q=%C3%A9&x=%20")]
    assert askable("HTTP://B\u00fccher.example:8080") == "http://xn--bcher-kva.example:8080/"


def test_a_link_that_stands_there_twice_is_asked_once(web: Web) -> None:
    assert len(list(visit([web.url("/fine")] * 2, HASTE, direct_fetch()))) == 1
    assert len(web.asked) == 1


def test_the_proxy_of_the_environment_is_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", web.base)
    assert verdict("http://clinic.invalid/page", fetch=make_fetch()).outcome is Outcome.FINE
    assert web.asked == [("HEAD", "http://clinic.invalid/page")]


# -- when nobody answers -------------------------------------------------------


@pytest.mark.parametrize("path", ["/silent", "/drip"])
def test_who_takes_too_long_is_slow(web: Web, path: str) -> None:
    assert verdict(web.url(path), Manners(timeout=0.3, pause=0)).outcome is Outcome.SLOW


def test_a_slow_host_holds_no_other_up(web: Web) -> None:
    links = [web.url("/silent"), web.url("/fine").replace("127.0.0.1", "localhost")]
    assert next(visit(links, HASTE, direct_fetch())).outcome is Outcome.FINE


@pytest.mark.parametrize(
    ("code", "outcome"), [(socket.EAI_NONAME, Outcome.DEAD), (socket.EAI_AGAIN, Outcome.FAILING)]
)
def test_a_name_that_does_not_exist_is_dead_but_a_resolver_that_fails_is_not(
    monkeypatch: pytest.MonkeyPatch, code: int, outcome: Outcome
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "not found")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert verdict("http://clinic.invalid/").outcome is outcome


def test_a_closed_port_is_failing_and_not_dead() -> None:
    with web_server() as web:
        pass
    assert verdict(web.url("/fine")).outcome is Outcome.FAILING


def test_a_certificate_that_nobody_vouches_for_is_insecure() -> None:
    with web_server(secure=True) as web:
        found = verdict(web.url("/fine"))
    assert found.outcome is Outcome.INSECURE
    assert "self" in found.note
    assert web.asked == []


def test_a_certificate_that_the_system_trusts_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(SELF_SIGNED))
    with web_server(secure=True) as web:
        assert verdict(web.url("/fine"), fetch=make_fetch()).outcome is Outcome.FINE


def test_a_server_without_tls_is_failing_and_not_insecure(web: Web) -> None:
    assert verdict(web.url("/fine").replace("http:", "https:")).outcome is Outcome.FAILING


def test_one_request_tells_what_went_wrong(web: Web) -> None:
    fetch = direct_fetch()
    assert fetch("HEAD", web.url("/moved"), 5) == Answer(301, "/moved-twice")
    assert fetch("GET", web.url("/silent"), 0.2) == Answer(failure=Failure.TIMEOUT)


# -- manners -------------------------------------------------------------------


class Crowd:
    """Stands in for the web and watches how many requests are open at once, in all and to each host."""

    def __init__(self, meeting: threading.Barrier | None = None) -> None:
        self.open: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.times: list[tuple[float, float]] = []
        self._lock = threading.Lock()
        self._meeting = meeting

    def fetch(self, _method: str, address: str, _seconds: float) -> Answer:
        host = address.split("/")[2]
        begun = time.monotonic()
        with self._lock:
            for key in (host, "all"):
                self.open[key] += 1
                self.most[key] = max(self.most[key], self.open[key])
        if self._meeting:
            self._meeting.wait(10)
        with self._lock:
            self.open.subtract((host, "all"))
            self.times.append((begun, time.monotonic()))
        return Answer(429 if "busy" in address else 200)


def test_hosts_are_asked_at_once_but_each_one_thing_at_a_time() -> None:
    # Every request waits for one to the other host, so both go on side by side all the way.
    crowd = Crowd(threading.Barrier(2))
    links = [f"http://{host}.org/{number}" for host in "ab" for number in range(5)]
    assert len(list(visit(links, HASTE, crowd.fetch))) == 10
    assert crowd.most == {"a.org": 1, "b.org": 1, "all": 2}


def test_no_more_requests_at_once_than_jobs() -> None:
    crowd = Crowd(threading.Barrier(2))
    links = [f"http://{host}.org/" for host in "abcdef"]
    assert len(list(visit(links, Manners(jobs=2, timeout=10, pause=0), crowd.fetch))) == 6
    assert crowd.most["all"] == 2


def test_between_two_requests_to_a_host_there_is_a_pause() -> None:
    crowd = Crowd()
    list(visit([f"http://a.org/{number}" for number in range(3)], Manners(pause=0.1), crowd.fetch))
    pauses = [begun - ended for (_, ended), (begun, _) in zip(crowd.times, crowd.times[1:], strict=False)]
    assert len(pauses) == 2
    assert min(pauses) >= 0.1


def test_a_site_that_asks_for_fewer_requests_is_left_in_peace() -> None:
    crowd = Crowd()
    links = ["http://a.org/busy", "http://a.org/1", "http://a.org/2", "http://b.org/"]
    found = {each.link: each for each in visit(links, HASTE, crowd.fetch)}
    assert len(crowd.times) == 2
    assert [found[link].outcome for link in links] == [Outcome.REFUSED] * 3 + [Outcome.FINE]
    assert [found[link].asked for link in links] == [True, False, False, True]
