"""spaCy's parses of the training texts, for an environment without spaCy.

    python -m training.attribution.parses ../shared/data/polnear ../shared/data/factuality -o /tmp/parses.npz

Runs in the product's environment, about two minutes on two cores. The
file holds numbers only: for each text the hash of its
characters and one row a token (first character, end, head, tag, relation, name).
"""

import argparse
from collections.abc import Iterator
from hashlib import blake2b
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from onrecord.language.syntax import TokenTable, token_table
from onrecord.settings import Settings


def key(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Parses:
    """Parses by text; KeyError for a text that was not parsed."""

    def __init__(self, path: Path) -> None:
        stored = np.load(path)
        self._rows = stored["rows"].astype(np.int64)
        ends = np.cumsum(stored["counts"])
        self._place = {k: (int(e - c), int(e)) for k, c, e in zip(stored["keys"], stored["counts"], ends, strict=True)}

    def of(self, text: str) -> TokenTable:
        start, end = self._place[key(text)]
        rows = self._rows[start:end]
        return TokenTable(rows[:, :2], rows[:, 3:], rows[:, 2])


def texts(folder: Path) -> Iterator[str]:
    """Every text of PolNeAR's layout (SPLIT/text/NAME.txt) and of factuality's (SET/PART.jsonl) below ``folder``."""
    for path in sorted(folder.glob("*/text/*.txt")):
        yield path.read_bytes().decode("utf-8")
    files = sorted(folder.glob("*/*.jsonl"))
    if files:
        from evaluation.factuality_data import load

        yield from (sentence.text for path in files for sentence in load(path))


def _rows(text: str) -> np.ndarray:
    from onrecord.language.tokens import tokens_of

    table = token_table(tokens_of(text, Settings().spacy_model))
    return np.column_stack([table.spans, table.heads, table.labels]).astype(np.int32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    wanted = list(dict.fromkeys(text for folder in options.folders for text in texts(folder)))
    with Pool(options.processes) as pool:
        rows = pool.map(_rows, wanted, chunksize=16)
    np.savez_compressed(
        options.out,
        keys=np.array([key(text) for text in wanted]),
        counts=np.array([len(r) for r in rows]),
        rows=np.concatenate(rows),
    )
    print(f"{len(wanted)} texts, {sum(map(len, rows))} tokens")


if __name__ == "__main__":
    main()
