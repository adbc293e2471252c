"""Many links tested at once and politely: each host is asked one thing at a time, with a pause after it.

One thread a request, one loop that decides. A request that is not answered in time is given up on and its
thread left behind, so neither a server that drips nor a resolver that hangs holds the round up.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from assess.authoring.link_requests import Fetch, make_fetch
from assess.authoring.links import Answer, Failure, Step, Verdict, first_step, judge, too_many_requests

JOBS, TIMEOUT, PAUSE = 8, 20.0, 1.0
_LONGEST_WAIT = 0.5
"""Seconds after which the loop looks up, so that Ctrl-C is heard where a lock cannot be interrupted."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How many requests at once, the seconds each may take, and the seconds between two to one host."""

    jobs: int = JOBS
    timeout: float = TIMEOUT
    pause: float = PAUSE


def visit(links: Iterable[str], manners: Manners, fetch: Fetch | None = None) -> Iterator[Verdict]:
    """The verdict on each link as it falls; each link once, in no order."""
    round_ = _Round(manners, fetch or make_fetch())
    for link in dict.fromkeys(links):
        begun = first_step(link)
        if isinstance(begun, Verdict):
            yield begun
        else:
            round_.waiting.append(begun)
    while round_.waiting or round_.running:
        yield from round_.turn()


@dataclass(slots=True)
class _Host:
    busy: bool = False
    free_at: float = 0.0
    wants_peace: bool = False


@dataclass(slots=True)
class _Round:
    manners: Manners
    fetch: Fetch
    waiting: list[Step] = field(default_factory=list)
    running: dict[int, tuple[Step, float]] = field(default_factory=dict)
    """By number of the request: the step and when its time is over."""
    hosts: dict[str, _Host] = field(default_factory=lambda: defaultdict(_Host))
    answers: SimpleQueue[tuple[int, Answer | None]] = field(default_factory=SimpleQueue)
    asked: int = 0

    def turn(self) -> Iterator[Verdict]:
        """Begin what can begin, wait for what comes first, and decide on it."""
        yield from self._turned_away()
        if not (self.waiting or self.running):
            return
        self._begin()
        try:
            number, answer = self.answers.get(timeout=self._time_to_wait())
        except Empty:
            late = [number for number, (_, end) in self.running.items() if end <= time.monotonic()]
            for number in late:
                yield from self._decide(number, Answer(failure=Failure.TIMEOUT))
            return
        if answer is None:
            raise RuntimeError("a request ended without an answer")
        if number in self.running:
            yield from self._decide(number, answer)

    def _turned_away(self) -> Iterator[Verdict]:
        unwanted = [step for step in self.waiting if self.hosts[step.host].wants_peace]
        self.waiting = [step for step in self.waiting if not self.hosts[step.host].wants_peace]
        yield from map(too_many_requests, unwanted)

    def _begin(self) -> None:
        now = time.monotonic()
        for step in list(self.waiting):
            host = self.hosts[step.host]
            if len(self.running) >= self.manners.jobs:
                return
            if host.busy or host.free_at > now:
                continue
            host.busy = True
            self.waiting.remove(step)
            self.asked += 1
            self.running[self.asked] = step, now + self.manners.timeout
            threading.Thread(target=self._ask, args=(self.asked, step), daemon=True).start()

    def _ask(self, number: int, step: Step) -> None:
        answer = None
        try:
            answer = self.fetch(step.method, step.address, self.manners.timeout)
        finally:
            self.answers.put((number, answer))

    def _time_to_wait(self) -> float:
        """Seconds until a request is late or a host may be asked again."""
        moments = [end for _, end in self.running.values()]
        if len(self.running) < self.manners.jobs:
            hosts = (self.hosts[step.host] for step in self.waiting)
            moments += [host.free_at for host in hosts if not host.busy]
        now = time.monotonic()
        return max(0.0, min([*moments, now + _LONGEST_WAIT]) - now)

    def _decide(self, number: int, answer: Answer) -> Iterator[Verdict]:
        step, _ = self.running.pop(number)
        host = self.hosts[step.host]
        host.busy, host.free_at = False, time.monotonic() + self.manners.pause
        host.wants_peace = host.wants_peace or answer.status == 429
        following = judge(step, answer)
        if isinstance(following, Verdict):
            yield following
        else:
            # A link that has begun comes first, so that few are under way when someone interrupts.
            self.waiting.insert(0, following)
