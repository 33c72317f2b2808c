"""``fit`` and ``audit``: a call is a run of the command of the same name."""

from __future__ import annotations

import html
import json
import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Any, Callable, Optional, Union

from ._frames import FRAME, inputs
from ._process import run
from ._results import Audit, Fit, scores_of

Data = Union[str, "os.PathLike[str]", "list[Any]", "dict[str, Any]", Any]
"""A path, several, a JDBC address, a dict of columns, or a frame of pandas, polars or Arrow."""

_SETTLED = {"json": "results are objects here", "format": "results are objects here", "quiet": "messages are in .notes here"}


def fit(data: Data, **options: Any) -> Fit:
    """Fits a preference model, by default Bradley-Terry's by maximum likelihood.

    Options are those of ``teeter fit``, with ``_`` for ``-``: ``True`` for those without a value, a list for those that can be given
    several times, a dict for those of the form NAME=VALUE.

        >>> votes = {"model_a": ["x", "y", "x"], "model_b": ["y", "z", "z"], "choice": ["A", "tie", "B"]}
        >>> [s.item for s in fit(votes, column={"winner": "choice"}, prior="normal:2").scores]
        ['z', 'x', 'y']

    :raises InputError: where the data or an option are wrong
    :raises NoFitError: where the data have no finite fit
    """
    words = _words("fit", options)
    work = _Folder()
    named, file = inputs(data, work.path)
    renamed = [(str(file), FRAME)] if file else []
    _, printed, notes = run([*words, "--json", "--", *named], renamed)
    document = json.loads(printed)
    as_read = _state(named)

    def table() -> Optional[str]:
        if _state(named) != as_read:
            return None  # the file is not what was fitted
        return run([*words, "--quiet", "--format", "html", "--", *named], renamed)[1]

    return Fit(scores_of(document.get("scores", [])), document, tuple(notes), _Kept(table, work))


def audit(data: Data, **options: Any) -> Audit:
    """Fits a preference model, and tells for each prediction which judged pair moves it most, and how far.

    Options are those of ``teeter audit``, as for :func:`fit`. With ``out="folder"`` the results stay there; otherwise they are in a
    folder that goes with the object.

        >>> votes = {"winner": ["x", "x", "y", "y", "z"], "loser": ["y", "y", "x", "z", "y"]}
        >>> result = audit(votes, fail_on="sensitivity>5")
        >>> result.meets, result.findings[0].source
        (True, ('x', 'y'))

    :raises InputError: where the data or an option are wrong
    :raises NoFitError: where the data have no finite fit
    """
    work = _Folder()
    folder = Path(options.pop("out", None) or work.path / "results")
    words = _words("audit", options)
    named, file = inputs(data, work.path)
    code, _, notes = run([*words, f"--out={folder}", "--", *named], [(str(file), FRAME)] if file else [], accepted=(0, 4))
    if file:
        _rename(folder, file)
    written = folder / "audit.json"
    document = json.loads(written.read_text(encoding="utf-8"))
    return Audit.read(document, folder, code == 0, tuple(notes), work)


def _rename(folder: Path, file: Path) -> None:
    """Names the input of documents that came from a frame, rather than the file that is gone soon."""
    name = str(file)
    quoted = json.dumps(name, ensure_ascii=False)[1:-1]
    for document in (folder / written for written in ("audit.json", "report.html", "rows.csv", "run.json")):
        if document.exists():
            text = document.read_bytes().decode("utf-8")
            for spelled in (quoted, html.escape(name), name):
                text = text.replace(spelled, "frame")
            document.write_bytes(text.encode("utf-8"))


class _Folder:
    """A folder that goes when nothing refers to this any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="teeter-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class _Kept:
    """A table that is asked for later, and the folder that it is made of."""

    def __init__(self, table: Callable[[], Optional[str]], work: _Folder):
        self._table, self._work = table, work

    def __call__(self) -> Optional[str]:
        return self._table()


def _state(named: list[str]) -> list[Any]:
    """By which a file is known again; of what is no file, nothing is."""
    return [(os.stat(name).st_mtime_ns, os.stat(name).st_size) if os.path.isfile(name) else name for name in named]


def _words(command: str, options: dict[str, Any]) -> list[str]:
    words = [command]
    for name, value in options.items():
        if name in _SETTLED:
            raise TypeError(f"{command}() takes no {name}: {_SETTLED[name]}")
        option = "--" + name.replace("_", "-")
        values = value if isinstance(value, (list, tuple)) else [value]
        if isinstance(value, dict):
            values = [f"{key}={meaning}" for key, meaning in value.items()]
        for one in values:
            if one is True:
                words.append(option)
            elif one is not None and one is not False:
                words.append(f"{option}={os.fspath(one) if isinstance(one, os.PathLike) else one}")
    return words
