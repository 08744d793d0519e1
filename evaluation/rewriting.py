"""What editors and copyists do to an article: cut it, edit its sentences, put it in other words and another order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

SYNONYMS = Path(__file__).parent / "data" / "synonyms.txt"
REWORDED = (0.4, 1.0)
"""The share of the words with a synonym that are changed, from and to."""
_ABBREVIATED = "".join(
    rf"(?<!\b{title}\.)"
    for title in ("Mr", "Ms", "Mrs", "Dr", "Sen", "Rep", "Gov", "Gen", "St", "Jr", "No", "vs", "U.S")
)
_END = re.compile(rf"(?<=[.!?]){_ABBREVIATED}[\"”’)]*\s+(?=[\"“‘(]*[A-Z])")
_WORD = re.compile(r"[A-Za-z]+")
_ASIDES = ("in effect", "for now", "once again", "at the time", "in recent days", "by most accounts", "as before")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; ``claim`` where it carries the story's claim."""

    text: str
    claim: bool = False


Body = tuple[tuple[Line, ...], ...]
"""The paragraphs of an article."""


def body_of(paragraphs: Iterable[str]) -> Body:
    return tuple(tuple(Line(s) for s in _END.split(paragraph.strip())) for paragraph in paragraphs if paragraph.strip())


def words_in(body: Body) -> int:
    return sum(len(line.text.split()) for paragraph in body for line in paragraph)


def cut(body: Body, random: Random) -> Body:
    """From the bottom, as an editor does who has less room. The claim stays."""
    claimed = max(i for i, paragraph in enumerate(body) if any(line.claim for line in paragraph))
    kept = max(claimed + 1, round(len(body) * random.uniform(0.3, 0.7)))
    return body[:kept]


def edited(body: Body, random: Random, fresh: Sequence[Line]) -> Body:
    """Sentences dropped, put in (of ``fresh``) and touched up; most stay."""
    dropped, touched = random.uniform(0.1, 0.3), random.uniform(0.3, 0.7)
    out = []
    for paragraph in body:
        kept = [line for line in paragraph if line.claim or random.random() > dropped]
        out.append([_touched(line, random) if random.random() < touched else line for line in kept])
    for line in fresh:
        out.insert(random.randrange(1, len(out) + 1), [line])
    return tuple(tuple(lines) for lines in out if lines)


def _touched(line: Line, random: Random) -> Line:
    """One to three words dropped, changed or put in."""
    words = line.text.split()
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(words))
        match random.randrange(3):
            case 0 if len(words) > 8 and at not in (0, len(words) - 1):
                del words[at]
            case 1:
                words[at] = _other(words[at], random)
            case _:
                words[at] = f"{words[at].rstrip('.,')}, {random.choice(_ASIDES)}," if at < len(words) - 1 else words[at]
    return replace(line, text=" ".join(words))


def paraphrased(body: Body, random: Random) -> Body:
    """Words changed for others, put in and left out; sentences left out, parts of them and neighbours in another
    order."""
    rate, touched, dropped = random.uniform(*REWORDED), random.uniform(0.3, 0.9), random.uniform(0, 0.4)
    kept = [line for paragraph in body for line in paragraph if line.claim or random.random() > dropped]
    lines = [_reworded(line, rate, random) for line in kept]
    lines = [_touched(line, random) if random.random() < touched else line for line in lines]
    for at in range(0, len(lines), 3):
        part = lines[at : at + 3]
        random.shuffle(part)
        lines[at : at + 3] = part
    return _in_paragraphs(lines, random)


def _in_paragraphs(lines: Sequence[Line], random: Random) -> Body:
    out, at = [], 0
    while at < len(lines):
        size = random.randint(1, 3)
        out.append(tuple(lines[at : at + size]))
        at += size
    return tuple(out)


def reworded(line: Line, random: Random) -> Line:
    return _reworded(line, random.uniform(*REWORDED), random)


def _reworded(line: Line, rate: float, random: Random) -> Line:
    words = [_other(w, random) if random.random() < rate else w for w in line.text.split()]
    return replace(line, text=_turned(" ".join(words), random))


def _turned(sentence: str, random: Random) -> str:
    """ "After the vote, the minister left." as "The minister left, after the vote." """
    first, comma, rest = sentence.partition(", ")
    if not comma or len(first.split()) < 3 or len(rest.split()) < 4 or random.random() < 0.5:
        return sentence
    if any(mark in sentence for mark in '"“”'):
        return sentence
    return f"{rest[:1].upper()}{rest[1:].rstrip('.')}, {first[:1].lower()}{first[1:]}."


def _other(word: str, random: Random) -> str:
    """A word of the same sense; names, and words without one, stay."""
    found = _WORD.search(word)
    choices = synonyms().get(found.group(), ()) if found else ()
    return word.replace(found.group(), random.choice(choices)) if found and choices else word


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Word form -> those of its sense, from a table of words that news is full of (evaluation/data/synonyms.txt)."""
    out: dict[str, tuple[str, ...]] = {}
    for line in SYNONYMS.read_text(encoding="utf-8").splitlines():
        group = line.split()
        for word in group:
            others = (other.replace("-", " ") for other in group if other != word)
            out[word] = tuple(dict.fromkeys((*out.get(word, ()), *others)))
    return out
