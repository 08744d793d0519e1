"""Headlines and articles with the article's stance, as in FNC-1 (../shared/data/fnc1), and their parting by topic.

The set names no topics. A headline and an article that are related are of one topic, and so is whatever else is related
to either; no topic is then in two parts.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import InputError, InputMissing, InputNotText

BODIES, STANCES = "bodies.csv", "stances.csv"
EVERY = 5
"""Every fifth topic, the largest first, is dev: its pairs are never trained on."""


class Stance(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"
    DISCUSS = "discuss"
    UNRELATED = "unrelated"


class StancePair(NamedTuple):
    headline: str
    body_id: str
    stance: Stance


class StanceSet(NamedTuple):
    pairs: list[StancePair]
    bodies: dict[str, str]


def load(path: Path) -> StanceSet:
    """A folder with one file of bodies and one of stances, or the file of stances beside that of bodies.

    The two are told apart by their columns, so that ``competition_test_stances.csv`` is found too.
    """
    folder = path if path.is_dir() else path.parent
    files = sorted(folder.glob("*.csv"))
    stances = path if path.is_file() else next((f for f in files if _columns(f) >= {"Headline", "Stance"}), None)
    bodies = _bodies_of(stances, [f for f in files if _columns(f) >= {"Body ID", "articleBody"}])
    if bodies is None or stances is None:
        missing = f"{BODIES} (Body ID, articleBody)" if bodies is None else f"{STANCES} (Headline, Body ID, Stance)"
        raise InputMissing(str(folder), f"no file laid out as {missing}")
    texts = {row["Body ID"]: row["articleBody"] for row in _rows(bodies)}
    return StanceSet([_pair(stances, n, row, texts) for n, row in enumerate(_rows(stances), start=1)], texts)


def _bodies_of(stances: Path | None, files: list[Path]) -> Path | None:
    """The file whose name begins most like that of the stances: ``test_bodies.csv`` for ``test_stances.csv``."""
    name = stances.name if stances else ""

    def shared(file: Path) -> int:
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, file.name, strict=False)))

    return max(files, key=shared, default=None)


def _columns(path: Path) -> set[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return set(next(csv.reader([file.readline()]), []))


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    except UnicodeDecodeError as error:
        raise InputNotText(str(path), f"not UTF-8 at byte {error.start}") from None


def _pair(path: Path, number: int, row: dict[str, str], texts: dict[str, str]) -> StancePair:
    try:
        pair = StancePair(row["Headline"], row["Body ID"], Stance(row["Stance"]))
    except (KeyError, ValueError) as error:
        raise InputError(str(path), f"row {number} is not a headline with a stance: {error}") from None
    if pair.body_id not in texts:
        raise InputError(str(path), f"row {number} names the body {pair.body_id!r}, which is not there")
    return pair


def topics(pairs: Iterable[StancePair]) -> dict[str, int]:
    """Of each headline and ``body:ID`` the number of its topic; 0 has the most related pairs."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        above.setdefault(name, name)
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    counts: Counter[str] = Counter()
    for headline, body, stance in pairs:
        ends = top(headline), top(f"body:{body}")
        if stance is not Stance.UNRELATED:
            above[max(ends)] = min(ends)
    members = defaultdict(list)
    for name in above:
        members[top(name)].append(name)
    for headline, _, stance in pairs:
        counts[top(headline)] += stance is not Stance.UNRELATED
    ordered = sorted(members, key=lambda name: (-counts[name], name))
    return {name: number for number, root in enumerate(ordered) for name in members[root]}


def parted(pairs: list[StancePair]) -> tuple[list[StancePair], list[StancePair]]:
    """Train and dev. A pair whose headline and article lie in different parts is in neither."""
    topic = topics(pairs)

    def is_dev(name: str) -> bool:
        return topic[name] % EVERY == EVERY // 2

    train = [p for p in pairs if not is_dev(p.headline) and not is_dev(f"body:{p.body_id}")]
    dev = [p for p in pairs if is_dev(p.headline) and is_dev(f"body:{p.body_id}")]
    return train, dev
