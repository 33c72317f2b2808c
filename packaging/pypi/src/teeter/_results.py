"""Results as values; ``document`` has everything that the command wrote, under its own names."""

from __future__ import annotations

import csv
import html
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Iterable, Mapping, Optional


@dataclass(frozen=True)
class Score:
    """An item with its score in log-odds, the standard error of it, and what was judged of it.

    Equal scores share a rank; ``rank_low`` to ``rank_high`` are the ranks that the data allow, for all items together (95 %).
    """

    item: str
    score: float
    se: Optional[float]
    comparisons: float
    wins: float
    losses: float
    ties: float
    rank: Optional[int] = None
    rank_low: Optional[int] = None
    rank_high: Optional[int] = None
    tier: Optional[int] = None
    part: Optional[int] = None
    component: Optional[int] = None


@dataclass(frozen=True)
class Finding:
    """A prediction, and the judged pair that it hangs on most; ``row`` has all columns of targets.csv.

    ``sensitivity``: by how much the prediction changes for each point of the share ``y`` that the first of ``source`` won of ``n``.
    """

    target: tuple[str, str]
    p: float
    se: Optional[float]
    source: Optional[tuple[str, str]]
    n: Optional[float]
    y: Optional[float]
    sensitivity: Optional[float]
    ci_low: Optional[float]
    ci_high: Optional[float]
    votes_to_tip: Optional[float]
    row: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Finding:
        source = None if row.get("source_a") is None else (row["source_a"], row["source_b"])
        names = ("se", "n", "y", "sensitivity", "ci_low", "ci_high", "votes_to_tip")
        return cls((row["target_i"], row["target_j"]), row["p"], source=source, row=row, **{name: row.get(name) for name in names})


@dataclass(frozen=True)
class Fit:
    """Scores, best first. In a notebook it shows the table that leaderboards publish."""

    scores: tuple[Score, ...]
    document: Mapping[str, Any] = field(repr=False)
    notes: tuple[str, ...]
    _table: Callable[[], Optional[str]] = field(repr=False, compare=False)

    @property
    def ranking(self) -> tuple[str, ...]:
        """The items, best first."""
        return tuple(score.item for score in self.scores)

    def __getitem__(self, item: str) -> Score:
        for score in self.scores:
            if score.item == item:
                return score
        raise KeyError(item)

    def to_pandas(self) -> Any:
        """The scores as a frame of pandas, a column for each that ``teeter fit --json`` has."""
        return _frame(self.document.get("scores", []))

    def _repr_html_(self) -> Optional[str]:
        return self._table()


@dataclass(frozen=True)
class Audit:
    """The findings, worst first, with scores and the verdict. In a notebook it shows the page of the report.

    ``meets`` is false where a condition given as ``fail_on`` is not met.
    """

    findings: tuple[Finding, ...]
    scores: tuple[Score, ...]
    verdict: tuple[str, ...]
    meets: bool
    document: Mapping[str, Any] = field(repr=False)
    folder: Path
    notes: tuple[str, ...]
    _work: Any = field(repr=False, compare=False)

    @classmethod
    def read(cls, document: Mapping[str, Any], folder: Path, meets: bool, notes: tuple[str, ...], work: Any) -> Audit:
        findings = tuple(Finding.of(row) for row in document.get("targets", []))
        scores = scores_of(_cells(folder / "scores.csv")) if (folder / "scores.csv").exists() else ()
        return cls(findings, scores, tuple(document.get("verdict", [])), meets, document, folder, notes, work)

    @property
    def ranking(self) -> tuple[str, ...]:
        """The items, best first."""
        return tuple(score.item for score in self.scores)

    @property
    def largest_sensitivity(self) -> float:
        """The largest of all predictions that were asked about, listed or not."""
        return float(self.document["largestSensitivity"])

    @property
    def page(self) -> Path:
        """The report, one file that needs no network."""
        return self.folder / "report.html"

    def save(self, folder: Any) -> Path:
        """Copies all results to a new folder."""
        return Path(shutil.copytree(self.folder, folder))

    def to_pandas(self) -> Any:
        """The findings as a frame of pandas, with the columns of targets.csv."""
        return _frame(self.document.get("targets", []))

    def __str__(self) -> str:
        return "\n".join(self.verdict)

    def _repr_html_(self) -> str:
        # The page runs its own script in a frame that may do nothing else.
        page = html.escape(self.page.read_text(encoding="utf-8"), quote=True)
        return (
            f'<iframe sandbox="allow-scripts" title="Teeter report" srcdoc="{page}" '
            'style="width:100%;height:40rem;border:1px solid #8888"></iframe>'
        )


def scores_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Score, ...]:
    names = Score.__dataclass_fields__
    return tuple(Score(**{name: value for name, value in row.items() if name in names}) for row in rows)


def _cells(file: Path) -> list[dict[str, Any]]:
    with open(file, newline="", encoding="utf-8") as text:
        return [{name: cell if name == "item" else _number(name, cell) for name, cell in row.items()} for row in csv.DictReader(text)]


def _number(name: str, cell: str) -> Any:
    if cell == "":
        return None
    return int(cell) if name in ("part", "component") else float(cell)


def _frame(rows: Any) -> Any:
    import pandas

    return pandas.DataFrame.from_records(list(rows))
