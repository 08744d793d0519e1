"""The one place that loads models: each lazily, once a process."""

import importlib
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController
    from tokenizers import Tokenizer

    from onrecord.language.encoder import Encoder
    from onrecord.language.pair_encoder import PairEncoder

ATTRIBUTION = "attribution.onnx"
PAIRS = "pairs.onnx"
TOKENIZER = "tokenizer.json"

# The lemmatizer and its rules take a third of the pipeline's time; what needs a lemma asks for one word's.
_UNUSED = ("lemmatizer", "attribute_ruler")


def model_file(name: str) -> Traversable:
    """A file of src/onrecord/models; ModelError where the installation lacks it."""
    found = files("onrecord") / "models" / name
    if not found.is_file():
        raise ModelError(f"the model file {name} is missing from this installation of onrecord")
    return found


@cache
def tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer  # noqa: PLC0415 - loaded when a text is analysed, not on import

    return Tokenizer.from_str(model_file(TOKENIZER).read_text(encoding="utf-8"))


@cache
def attribution_encoder() -> "Encoder":
    from onrecord.language.encoder import Encoder  # noqa: PLC0415 - as above

    return Encoder(model_file(ATTRIBUTION).read_bytes())


@cache
def pair_encoder() -> "PairEncoder":
    from onrecord.language.pair_encoder import PairEncoder  # noqa: PLC0415 - as above

    return PairEncoder(model_file(PAIRS).read_bytes(), tokenizer())


@cache
def spacy_pipeline(name: str) -> "Language":
    """The spaCy pipeline of that name: an installed one, or a package that carries one (``model_path()``).

    ModelError where there is none, or where it finds no sentences or names.
    """
    import spacy  # noqa: PLC0415 - as above

    try:
        with _numpy_products():
            nlp = spacy.load(_carried(name) or name, exclude=list(_UNUSED))
    except (OSError, ValueError) as error:
        raise ModelError(f"the spaCy pipeline {name!r} cannot be loaded: {str(error).splitlines()[0]}") from error
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"the spaCy pipeline {name!r} lacks {' and '.join(sorted(missing))}")
    return nlp


def _numpy_products() -> AbstractContextManager[None]:
    """Matrix products by numpy, whose library is twice as fast as the one that spaCy uses on a CPU by itself; a GPU or
    another library that the caller has chosen stays."""
    from thinc.api import get_current_ops, use_ops  # noqa: PLC0415 - as above

    return use_ops("numpy", use_blis=False) if get_current_ops().name == "numpy" else nullcontext()


@cache
def _thread_pools() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - as above

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Matrix products in one thread: other processes and the encoder want the rest of the machine, and with another
    number of threads a sum may round in another way."""
    limited: AbstractContextManager[object] = _thread_pools().limit(limits=1, user_api="blas")
    return limited


def _carried(name: str) -> str | None:
    try:
        package = importlib.import_module(name)
    except ImportError:
        return None
    path = getattr(package, "model_path", None)
    return str(path()) if callable(path) else None
