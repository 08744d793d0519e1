"""What onrecord itself finds in the texts of a split."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.console import Console
from rich.progress import track

from evaluation.split import Attribution, Predictions, Split
from onrecord.errors import InputError
from onrecord.model import Document, Statement
from onrecord.settings import from_environment

Analyse = Callable[[str], tuple[Document, list[Statement]]]
"""From the path of a file to the document and its statements; InputError where it cannot be read."""


def predict(path: Path, gold: Split, analyse: Analyse | None = None, model: Path | None = None) -> Predictions:
    """The outermost attributions in each text of the split at ``path``, as onrecord (or ``analyse``) finds them.

    A text that cannot be read is named on standard error and left out, so that it counts as a text where nothing was
    found. ``model`` is an ONNX file to use instead of the shipped one. ModelError where no model is installed.
    """
    analyse = analyse or _product(model)
    console = Console(stderr=True)
    found: Predictions = {}
    for name in track(gold, "reading", console=console, disable=not console.is_terminal, transient=True):
        try:
            found[name] = _attributions(path / "text" / f"{name}.txt", gold[name][0], analyse)
        except InputError as error:
            print(f"scored as empty: {error}", file=sys.stderr)
    return found


def predict_statements(path: Path, gold: Split) -> dict[str, list[Statement]]:
    """The outermost statements in each text of the split, with all that onrecord says of them."""
    analyse = _product()
    texts = ((name, analyse(str(path / "text" / f"{name}.txt"))[1]) for name in gold)
    return {name: [s for s in statements if s.parent is None] for name, statements in texts}


def _product(model: Path | None = None) -> Analyse:
    # loaded here, since scoring a file of predictions needs neither a model nor the time to load one
    from onrecord import extract  # noqa: PLC0415
    from onrecord.language.encoder import Encoder  # noqa: PLC0415
    from onrecord.reading.inputs import load  # noqa: PLC0415

    settings = from_environment()
    encoder = Encoder(model.read_bytes()) if model else None

    def analyse(file: str) -> tuple[Document, list[Statement]]:
        document = load(file, settings)
        return document, extract(document, settings, encoder=encoder)

    return analyse


def _attributions(file: Path, text: str, analyse: Analyse) -> list[Attribution]:
    document, statements = analyse(str(file))
    if document.text != text:
        raise InputError(str(file), "was read as another text, so that no span fits the labels")
    return outermost(statements)


def outermost(statements: Iterable[Statement]) -> list[Attribution]:
    """Statements as the gold labels have them: without those that are nested in another."""
    return [Attribution(s.source, s.cue, s.content) for s in statements if s.parent is None]
