"""The record in one SQLite file."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from onrecord.errors import NotARecord, RecordError
from onrecord.record import search
from onrecord.record.connect import check_file, checked_version, keep_log, log_of, missing, sqlite_engine, told
from onrecord.record.migrations import SQLITE, migrate
from onrecord.record.query import parse
from onrecord.record.sql import SqlStore, utc_now
from onrecord.record.store import Hit, HitKind

BUSY_SECONDS = 30.0


class Record(SqlStore):
    """Opens the record at ``path``, or makes it there unless ``read_only``; threads may share it.

    NotARecord where the file is something else, of a newer onrecord, or (``read_only``) not there; RecordError where
    it cannot be opened or written. ``clock`` gives the times of adding; a writer waits ``busy_seconds`` for another.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = utc_now,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        super().__init__(clock)
        self._file = Path(path)
        self._closed = False
        check_file(self._file, read_only)
        self._engine = sqlite_engine(self._file, read_only, busy_seconds)
        try:
            self._open(read_only, busy_seconds)
        except BaseException:
            self.close()
            raise

    def _open(self, read_only: bool, busy_seconds: float) -> None:
        newest = SQLITE[-1].version
        with self._reading() as connection:
            version = checked_version(connection, self._file, newest)
        if version == newest:
            return
        if read_only and version == 0:
            raise missing(self._file)
        if read_only:
            raise NotARecord(f"{self._file} was made by an older onrecord: `onrecord add` brings it up to date")
        with told(self._file):
            keep_log(self._engine, busy_seconds)
        migrate(self._writing, self._clock, SQLITE)

    def search(self, query: str, limit: int = 20, kind: HitKind | None = None) -> list[Hit]:
        terms = parse(query)
        if limit < 1:
            raise RecordError(f"a search for {limit} hits finds nothing")
        with self._reading() as connection:
            return search.search(connection, terms, limit, [kind] if kind else list(HitKind))

    def close(self) -> None:
        self._closed = True
        self._engine.dispose()

    def _path(self) -> str:
        return str(self._file)

    def _size_bytes(self) -> int:
        return sum(file.stat().st_size for file in (self._file, log_of(self._file)) if file.exists())

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._transaction(self._engine)

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._transaction(self._engine.execution_options(writing=True))

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        if self._closed:
            raise RecordError(f"the record {self._file} is closed")
        with told(self._file), engine.begin() as connection:
            yield connection
