"""Getting at an SQLite file: what may be opened, how, and what its errors mean to a person."""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from onrecord.errors import NotARecord, RecordError
from onrecord.record.migrations import APPLICATION_ID, version_of

_HEADER = b"SQLite format 3\0"
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",  # with a write-ahead log, a killed process loses nothing that it committed
    "PRAGMA cell_size_check = ON",
)
_MEANINGS = {
    sqlite3.SQLITE_BUSY: "another program is writing to it: try again when that is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to it: try again when that is done",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it cannot be written",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_CORRUPT: "the file is damaged: use a copy of it",
    sqlite3.SQLITE_IOERR: "the disk or its file system gave an error",
}


def check_file(path: Path, read_only: bool) -> None:
    """NotARecord or RecordError where there is no use in opening ``path``."""
    with told(path):
        if "\0" in str(path):
            raise RecordError(f"{str(path)!a} is not the name of a file")
        if not path.exists():
            _check_place(path, read_only)
        elif path.is_dir():
            raise NotARecord(f"{path} is a folder, not a record")
        elif not stat.S_ISREG(path.stat().st_mode):
            raise NotARecord(f"{path} is not a file")
        else:
            _check_content(path, read_only)


def _check_place(path: Path, read_only: bool) -> None:
    if read_only:
        raise missing(path)
    if not path.parent.is_dir():
        raise RecordError(f"no record can be made at {path}: there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise RecordError(f"no record can be made at {path}: nothing may be written in {path.parent}")


def _check_content(path: Path, read_only: bool) -> None:
    with path.open("rb") as file:
        header = file.read(len(_HEADER))
    if header not in (b"", _HEADER):
        raise NotARecord(f"{path} is not a record: it is some other kind of file")
    if read_only and not header:
        raise missing(path)
    if not read_only and not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)):
        raise RecordError(f"{path}: it, or the folder it is in, cannot be written")


def missing(path: Path) -> NotARecord:
    return NotARecord(f"no record at {path}: `onrecord add` makes one")


def sqlite_engine(path: Path, read_only: bool, busy_seconds: float) -> Engine:
    """Connections to the file; a transaction that will write (option ``writing``) waits for its turn when it begins."""

    def connect() -> sqlite3.Connection:
        address = _address(path.resolve(), read_only)
        connection = sqlite3.connect(
            address, uri=True, timeout=busy_seconds, check_same_thread=False, isolation_level=None
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # Said here, because the driver would begin only at the first change, too late to wait without a deadlock.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _address(path: Path, read_only: bool) -> str:
    if not read_only:
        return f"{path.as_uri()}?mode=rwc"
    # Reading beside a writer needs files next to the record; where none can be made and none is there, nobody writes.
    alone = not os.access(path.parent, os.W_OK) and not log_of(path).exists()
    return f"{path.as_uri()}?mode=ro" + "&immutable=1" * alone


def log_of(path: Path) -> Path:
    """The write-ahead log, which holds what is not yet in the file itself."""
    real = path.resolve()
    return real.with_name(real.name + "-wal")


def keep_log(engine: Engine, busy_seconds: float) -> None:
    """Turn on the write-ahead log, for good. SQLite does not wait for others here, so we do."""
    deadline = time.monotonic() + busy_seconds
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return


def checked_version(connection: Connection, path: Path, newest: int) -> int:
    """The schema's version, 0 in an empty file; NotARecord for another program's file or a newer schema."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if application == 0 and not connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar():
        return 0
    if application != APPLICATION_ID:
        raise NotARecord(f"{path} is not a record: it is a database of another program")
    version = version_of(connection)
    if version > newest:
        raise NotARecord(f"{path} was written by a newer onrecord (schema {version}, here {newest}): update onrecord")
    return version


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the database and the system report into RecordError, one line that names the file."""
    try:
        yield
    except DBAPIError as error:
        raise _meant(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise _meant(path, error) from error
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror or error}") from error


def _meant(path: Path, error: BaseException) -> RecordError:
    code = _code(error)
    if code == sqlite3.SQLITE_NOTADB:
        return NotARecord(f"{path} is not a record: {error}")
    return RecordError(f"{path}: {_MEANINGS[code]} ({error})" if code in _MEANINGS else f"{path}: {error}")


def _code(error: BaseException) -> int:
    """SQLite's primary result code; the higher bits of an extended one say which kind of it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
