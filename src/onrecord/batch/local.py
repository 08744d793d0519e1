"""Many inputs on one machine, in this process or in several."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import InputError, OnrecordError
from onrecord.model import Document, Findings, Statement
from onrecord.pipeline import encoded, findings, parsed
from onrecord.reading.inputs import load
from onrecord.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from onrecord.attribution import Reading

_ENDED = "the process that analysed it was ended (out of memory?)"
AHEAD = 4
"""Inputs handed out for each process beyond the one it works on, so that none waits and memory stays bounded."""
READ_AHEAD = 2
"""Texts parsed while the encoder reads one, in this process."""

NOTHING = Findings()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a document with all that was found in it, or the reason it failed."""

    source: str
    document: Document | None = None
    found: Findings = NOTHING
    failure: str | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.found.statements


@dataclass(frozen=True, slots=True)
class _Begun:
    """An input that was read; where it is to be analysed, its parse and what the encoder is going to say of it."""

    read: Outcome
    tokens: "Doc | None" = None
    reading: "Future[Reading] | None" = None


def read_and_analyse(
    sources: Iterable[str], settings: Settings, known: Callable[[Document], bool] | None = None
) -> Iterator[Outcome]:
    """An Outcome for every source, in order, by ``settings.processes`` processes.

    ``known`` says of a document that it need not be analysed; nothing is found in it then. It is asked in this
    process only, so inputs are then read here and analysed elsewhere.
    """
    if settings.processes == 1:
        yield from _in_turn(sources, settings, known)
        return
    # Forking a process that runs threads (onnxruntime's, a progress bar's) can hang the child; spawning cannot.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(settings.processes, mp_context=context) as pool:
        yield from _spread(pool, sources, settings, known)


def _in_turn(sources: Iterable[str], settings: Settings, known: Callable[[Document], bool] | None) -> Iterator[Outcome]:
    """In order, with the encoder in a thread of its own. It leaves Python's lock to others: while it reads one text,
    this thread parses the next and makes statements of the one before."""
    encoder = ThreadPoolExecutor(1)
    waiting: deque[_Begun] = deque()
    try:
        for source in sources:
            waiting.append(_begun(_read(source, settings), settings, known, encoder))
            if len(waiting) > READ_AHEAD:
                yield _finished(waiting.popleft(), settings)
        while waiting:
            yield _finished(waiting.popleft(), settings)
    finally:
        encoder.shutdown(cancel_futures=True)


def _begun(
    read: Outcome, settings: Settings, known: Callable[[Document], bool] | None, encoder: ThreadPoolExecutor
) -> _Begun:
    if read.document is None or (known is not None and known(read.document)):
        return _Begun(read)
    try:
        tokens = parsed(read.document, settings)
    except Exception as error:  # noqa: BLE001 - as in _analysed
        return _Begun(_failed(read.source, error))
    return _Begun(read, tokens, encoder.submit(encoded, read.document, tokens))


def _finished(begun: _Begun, settings: Settings) -> Outcome:
    return begun.read if begun.reading is None else _analysed(begun.read, settings, begun.tokens, begun.reading)


def _spread(
    pool: ProcessPoolExecutor, sources: Iterable[str], settings: Settings, known: Callable[[Document], bool] | None
) -> Iterator[Outcome]:
    waiting: deque[tuple[Outcome, Future[Outcome] | None]] = deque()
    for source in sources:
        read = _read(source, settings)
        done = read.document is None or (known is not None and known(read.document))
        waiting.append((read, None) if done else _handed_out(pool, read, settings))
        while len(waiting) > settings.processes * (1 + AHEAD):
            yield _result(*waiting.popleft())
    while waiting:
        yield _result(*waiting.popleft())


def _handed_out(
    pool: ProcessPoolExecutor, read: Outcome, settings: Settings
) -> "tuple[Outcome, Future[Outcome] | None]":
    try:
        return read, pool.submit(_analysed, read, settings)
    except BrokenProcessPool:  # a process was ended earlier: the pool takes no more work
        return Outcome(read.source, failure=_ENDED), None


def _result(read: Outcome, future: "Future[Outcome] | None") -> Outcome:
    if future is None:
        return read
    try:
        return future.result()
    except BrokenProcessPool:
        return Outcome(read.source, failure=_ENDED)


def _read(source: str, settings: Settings) -> Outcome:
    try:
        return Outcome(source, load(source, settings))
    except InputError as error:
        return Outcome(source, failure=error.reason)
    except Exception as error:  # noqa: BLE001 - as in _analysed
        return Outcome(source, failure=_fault(error))


def _analysed(
    read: Outcome, settings: Settings, tokens: "Doc | None" = None, reading: "Future[Reading] | None" = None
) -> Outcome:
    assert read.document is not None, "only a document that was read is analysed"  # noqa: S101 - for the type checker
    try:
        said = reading.result() if reading is not None else None
        return Outcome(read.source, read.document, findings(read.document, settings, tokens, reading=said))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one text must not cost the others
        return _failed(read.source, error)


def _failed(source: str, error: Exception) -> Outcome:
    if isinstance(error, InputError):
        return Outcome(source, failure=error.reason)
    if isinstance(error, OnrecordError):
        raise error  # a missing model fails every input: say it once
    return Outcome(source, failure=_fault(error))


def _fault(error: Exception) -> str:
    return f"a fault in onrecord, please report it: {type(error).__name__}: {error}"
