"""Processes on other machines: those of a Dask cluster (``distributed``), which an address names.

They run the same version of Samenight, with the theme's fonts in the same folder; a process that has others
refuses. Those that do not see the store, as there is no shared disk, send what they make.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from samenight.content.problems.problem import Phrase

# How long to wait for the cluster, and for its first process.
_SECONDS = 10
# A file in the store's folder: who reads its content sees the folder. The build removes it as a leftover.
_PROBE = ".seen.new"


class ClusterError(Exception):
    """A cluster that cannot be used: a sentence with gaps that says why, and what to do."""

    def __init__(self, what: Phrase, **facts: object) -> None:
        super().__init__(what.format(**facts))
        self.what, self.facts = what, facts


class Cluster:
    """A connection to a Dask scheduler, and the number of its processes (``jobs``)."""

    def __init__(self, address: str) -> None:
        """``address`` is like ``dask://host:8786``. Raises :class:`ClusterError`."""
        parts = urlsplit(address)
        if parts.scheme != "dask" or not parts.netloc:
            english = Phrase('"{address}" is not the address of a cluster. Write it like "dask://host:8786".')
            raise ClusterError(english, address=address)
        self._client = _client(address, f"tcp://{parts.netloc}")
        threads = self._client.nthreads()
        if any(number > 1 for number in threads.values()):
            self._client.close()
            english = Phrase('Workers of "{address}" have several threads. Start them with --nthreads 1.')
            raise ClusterError(english, address=address)
        if not threads:
            self._client.close()
            raise ClusterError(
                Phrase('"{address}" has no workers. Start some, and try again.'), address=address
            )
        self.jobs = len(threads)
        self.facts: Any = None

    @contextmanager
    def connected(self, shared: Sequence[Any]) -> Iterator[Executor]:
        """The executor, after the facts that most calls need are sent to all processes, once: a call that
        gets ``facts`` finds them there."""
        self.facts = self._client.scatter([tuple(shared)], broadcast=True)[0]
        with self._client.get_executor() as executor:
            yield executor

    def close(self) -> None:
        """End the connection; the processes go on."""
        self._client.close()

    def check(self, name: Phrase, here: Any, elsewhere: Callable[[], Any]) -> None:
        """Raises :class:`ClusterError` if ``elsewhere`` does not return ``here`` in every process; ``name``
        says what it returns."""
        for worker, there in self._client.run(elsewhere, on_error="return").items():
            if there != here:
                self._client.close()
                why = f" ({there})" if isinstance(there, Exception) else ""
                english = Phrase("The worker {worker} has another {name} than this machine{why}.")
                raise ClusterError(english, worker=worker, name=name, why=why)


def _client(address: str, scheduler: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415 -- few have it, and it takes long to load
    except ImportError:
        english = Phrase('"{address}" needs the package distributed: install "samenight[dask]".')
        raise ClusterError(english, address=address) from None
    try:
        client = Client(scheduler, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        english = Phrase('"{address}" does not answer ({reason}). Start it, and try again.')
        raise ClusterError(english, address=address, reason=reason) from None
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_SECONDS)
    return client


def marked(folder: str) -> str:
    """Write a new mark into a folder; returns it."""
    mark = secrets.token_hex(16)
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / _PROBE).write_text(mark, "ascii")
    return mark


def sees(folder: str, mark: str) -> bool:
    """Whether this process sees the folder that has the mark."""
    try:
        return (Path(folder) / _PROBE).read_text("ascii") == mark
    except (OSError, UnicodeDecodeError):
        return False
