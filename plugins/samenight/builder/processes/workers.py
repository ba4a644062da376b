"""The processes that read files and make artifacts, started when there is enough to do for them.

They start early, before the content is read, if that is worth it: such a process has little memory of its
own, while one that is forked later soon has a copy of what the build has read. What every artifact needs
(templates, artwork, translations) they have from the beginning; it is not sent with each artifact.
"""

from __future__ import annotations

import copyreg
import ctypes
import functools
import gc
import io
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from typing import Any, TypeVar

from samenight.builder.processes.cluster import Cluster
from samenight.content.model.base import FileFact
from samenight.content.reading.content_reader import (
    CachedProblem,
    FactCache,
    ReadMany,
    UnreadFile,
    read_apart,
)

T = TypeVar("T")
# How many calls are queued for each process; each holds its facts in memory twice.
QUEUED = 4
# A worker's thresholds for garbage collection: high, as pages leave few reference cycles.
GC_THRESHOLDS = (50_000, 20, 20)

# Linux, prctl(2), PR_SET_PDEATHSIG: the signal for a process whose parent has ended.
_DEATH_SIGNAL = 1


class Workers:
    """A pool of processes that is started at the first call; used in a ``with`` statement around all calls.

    ``number`` is that of the processes, ``shared`` are facts that most calls need. Each process begins with
    ``prepare``, and one of them does ``first`` before anything else; both can be pickled. With a ``cluster``
    its processes are used instead, which run already.
    """

    def __init__(
        self,
        number: int,
        shared: Sequence[Any] = (),
        prepare: Callable[[], object] = gc.freeze,
        first: Callable[[], None] | None = None,
        cluster: Cluster | None = None,
    ) -> None:
        self.jobs = cluster.jobs if cluster else number
        self._cluster = cluster
        self._prepare, self._first = prepare, first
        self._shared = tuple(shared)
        self._executor: Executor | None = None
        self._stack = ExitStack()
        places = {id(fact): place for place, fact in enumerate(self._shared)}
        kinds: Any = {type(fact): functools.partial(_sent, places) for fact in self._shared}
        self._ways_to_send = {**copyreg.dispatch_table, **kinds}

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None = None, *_: object) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            _end_workers()  # nobody waits for what they still make
        self._executor = None
        self._stack.close()
        if self._cluster is not None:
            self._cluster.close()

    @property
    def is_started(self) -> bool:
        """Whether the processes run already, so that even little is given to them."""
        return self._executor is not None or self._cluster is not None

    @property
    def are_here(self) -> bool:
        """Whether they are processes of this machine, which see its files."""
        return self._cluster is None

    def start(self) -> Executor:
        """Start the processes, unless they run."""
        if self._executor is None and self._cluster is not None:
            self._executor = self._stack.enter_context(self._cluster.connected(self._shared))
        elif self._executor is None:
            initial = (os.getpid(), self._prepare, self._shared)
            pool = ProcessPoolExecutor(self.jobs, initializer=start_worker, initargs=initial)
            self._executor = self._stack.enter_context(pool)
            if self._first is not None:
                self._submitted(pool, self._first)
        return self._executor

    def each(self, function: Callable[..., T], *given: Any, items: Iterable[Any]) -> Iterator[T]:
        """What ``function(*given, item)`` returns for each item, in their order; only a few are queued at a
        time. An item can be large: facts that were given as shared are not sent with it."""
        executor = self.start()
        waiting: deque[Future[T]] = deque()
        try:
            for item in items:
                waiting.append(self._submitted(executor, function, *given, item))
                if len(waiting) > QUEUED * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except (KeyboardInterrupt, GeneratorExit):  # nobody waits for what is still made
            _end_workers()
            raise

    def _submitted(self, executor: Executor, function: Callable[..., T], *given: Any) -> Future[T]:
        sent = io.BytesIO()
        pickler = pickle.Pickler(sent, protocol=5)
        pickler.dispatch_table = self._ways_to_send
        pickler.dump((function, given))
        try:
            if self._cluster is not None:
                return executor.submit(call_with, self._cluster.facts, sent.getvalue())
            return executor.submit(call, sent.getvalue())
        except (OSError, RuntimeError):  # the system starts no further process, or no thread
            _end_workers()
            raise


def _sent(places: dict[int, int], fact: Any) -> Any:
    """How a fact is pickled that may be a shared one."""
    place = places.get(id(fact))
    return fact.__reduce_ex__(5) if place is None else (shared_fact, (place,))


def call(sent: bytes) -> Any:
    """Call a function in a worker, with facts that were pickled for it."""
    function, given = pickle.loads(sent)  # noqa: S301 -- from the process that started this one
    return function(*given)


def call_with(shared: Sequence[Any], sent: bytes) -> Any:
    """The same in a process of a cluster, which gets the shared facts with its first call."""
    _facts_here()[:] = shared
    return call(sent)


@functools.cache
def _facts_here() -> list[Any]:
    """The shared facts of this process: those that it was started with."""
    return []


def shared_fact(place: int) -> Any:
    """A shared fact, in a worker."""
    return _facts_here()[place]


def start_worker(parent: int, prepare: Callable[[], object], shared: Sequence[Any]) -> None:
    """Prepare a process of a pool, which ends when the process ``parent`` ends, however that ends.

    Only a forked process is a child of ``parent`` to the system: one of a fork server belongs to that.
    """
    gc.freeze()  # a collection would write to all memory that is shared with the parent, and so copy it
    gc.set_threshold(*GC_THRESHOLDS)
    gc.enable()  # the parent pauses it while it reads
    _facts_here()[:] = shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, too, which ends this one
    if sys.platform == "linux" and multiprocessing.get_start_method() == "fork":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before
            os._exit(1)
    else:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare()
    prepare()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _end_workers() -> None:
    """End the processes of a pool that did not get all of its processes, or that nobody waits for: nobody
    else would, and this one would wait for them for ever."""
    for worker in multiprocessing.active_children():
        worker.kill()
        worker.join()


def in_chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of that many."""
    iterator = iter(items)
    return iter(lambda: list(itertools.islice(iterator, size)), [])


# From how many files on they are read on several cores: reading one takes 1 ms, forking a process 15. One
# that is not forked starts an interpreter of its own.
MANY_FILES = 150
_MANY_WITHOUT_FORK = 1500
_FILES_AT_A_TIME = 30


def read_on_all_cores(workers: Workers) -> ReadMany:
    """A function that reads files in the processes of a pool if there are many of them."""

    def read_many(files: Sequence[UnreadFile]) -> FactCache:
        many = MANY_FILES if multiprocessing.get_start_method() == "fork" else _MANY_WITHOUT_FORK
        if len(files) < many or workers.jobs == 1 or not workers.are_here:
            return read_apart(files)
        # One of each kind is read here: what pydantic makes of its class is then ready in all processes.
        here = list({file.model: file for file in files}.values())
        taken = {file.key for file in here}
        first, others = read_apart(here), [file for file in files if file.key not in taken]
        chunks = in_chunks(others, _FILES_AT_A_TIME)
        return merged([first, *workers.each(read_apart, items=chunks)])

    return read_many


def merged(caches: Iterable[FactCache]) -> FactCache:
    """The facts and notes of several caches in one."""
    facts: dict[str, FileFact] = {}
    notes: dict[str, tuple[CachedProblem, ...]] = {}
    for one in caches:
        facts.update(one.facts)
        notes.update(one.notes)
    return FactCache(facts, notes)
