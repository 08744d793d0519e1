"""Questions about "he" and "she" that are answered by sex, and put without it.

GUM has few news texts in which two people could be meant. News with attributions (PolNeAR) has many, and no
coreference; but where all people near are of a known sex and only one is of the pronoun's, that one is meant. Asked as
if the pronoun told no sex, such a question teaches what else tells: who was cited last, who is the subject, how far
back.
"""

import pickle
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from spacy.tokens import Doc

from evaluation.split import Attribution, load_split
from onrecord.actors.chains import Question, joined
from onrecord.actors.entities import Entity
from onrecord.actors.kinds import Nature
from onrecord.language.models import spacy_pipeline
from onrecord.language.tokens import tokens_of
from onrecord.model import Form, Span, Statement
from onrecord.settings import from_environment

SEXES = {"he": "m", "she": "f"}
Answered = tuple[tuple[list[str], ...], tuple[int, ...]]
"""Features of the candidates, and the numbers of those that are right."""


def answered(
    folder: Path, most: int, families: Mapping[str, Mapping[str, float]], cache: Path | None
) -> list[Answered]:
    """Of ``most`` texts of ``folder``, drawn by chance but the same each time."""
    out: list[Answered] = []
    for doc, statements in _read(folder, most, cache):

        def choose(question: Question) -> tuple[int | None, float, str]:
            if question.family != "person":
                return _best(question, families), 1.0, ""
            right = _meant(question)
            if right is not None:
                out.append((question.features, (right,)))
            return (right if right is not None else _nearest(question)), 1.0, ""

        joined(doc, statements, choose, blind=True)
    return out


def _read(folder: Path, most: int, cache: Path | None) -> Iterator[tuple[Doc, list[Statement]]]:
    model = from_environment().spacy_model
    kept: dict[str, bytes] = pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    split = load_split(folder)
    names = sorted(split)
    random.Random(1).shuffle(names)
    for name in names[:most]:
        text, attributions = split[name]
        if name not in kept:
            kept[name] = tokens_of(text, model).to_bytes(exclude=["tensor"])
        doc = Doc(spacy_pipeline(model).vocab).from_bytes(kept[name])
        yield doc, [_statement(a) for a in attributions]
    if cache:
        cache.write_bytes(pickle.dumps(kept))


def _statement(found: Attribution) -> Statement:
    source, cue, content = (tuple(Span(*s) for s in spans) for spans in found)
    return Statement("", source, cue, content, Form.INDIRECT, 1.0)


def _meant(question: Question) -> int | None:
    """The only person of the pronoun's sex, where every candidate's sex is known and another is of the other sex."""
    sex = SEXES[question.anaphor.form]
    sexes = [_sex(e) for e in question.candidates]
    if "" in sexes or sexes.count(sex) != 1 or len({*sexes} - {"none"}) != 2:
        return None
    return sexes.index(sex)


def _sex(entity: Entity) -> str:
    """ "none" for what is no person, "" for a person of unknown sex."""
    if entity.nature is not Nature.PERSON and not entity.sexes:
        return "none"
    return entity.sex or (entity.guess.sex if entity.guess else "")


def _nearest(question: Question) -> int | None:
    sex = SEXES[question.anaphor.form]
    return next((i for i, e in enumerate(question.candidates) if e.sex == sex), None)


def _best(question: Question, families: Mapping[str, Mapping[str, float]]) -> int | None:
    weights = families[question.family]
    scores = [sum(weights.get(f, 0.0) for f in row) for row in question.features]
    top = scores.index(max(scores))
    return None if top == len(question.candidates) else top
