"""Sentences as vectors, so that a thing said in other words is still found.

The model (fixtures/minilm/, see NOTICE there) is loaded once a process and only when first
used: most pages need none of it, and it takes some 100 MB.
"""

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "minilm"
WIDTH = 384
LONGEST = 128  # word pieces; what comes after them in a sentence is not read
_loading = threading.Lock()


class EncoderError(Exception):
    """The model or one of its libraries can't be loaded; the message says which."""


def encode(texts: Sequence[str]) -> np.ndarray:
    """Return a float32 array (texts, 384), each row of length 1. Raises EncoderError."""
    with _loading:
        session, tokenizer = _load()
    vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
    # One by one: in a batch the model's integers are scaled by all its texts, so a text's
    # vector would depend on its neighbours (cosine 0.988); and on one core it takes no longer.
    for row, text in enumerate(texts):
        pieces = tokenizer.encode(text)
        fed = {
            "input_ids": np.array([pieces.ids], dtype=np.int64),
            "attention_mask": np.array([pieces.attention_mask], dtype=np.int64),
        }
        vectors[row] = session.run(["emb"], fed)[0][0]
    return vectors


@cache
def _load():
    """Return the session and the tokenizer. Raises EncoderError."""
    try:
        import onnxruntime
        import tokenizers

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(FOLDER / "model-int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = tokenizers.Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    # Each library has errors of its own for a file that is missing, cut short or not its own.
    except Exception as error:
        raise EncoderError(f"the sentence encoder can't be loaded: {error}") from error
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return session, tokenizer
