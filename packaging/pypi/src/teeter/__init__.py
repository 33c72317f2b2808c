"""Teeter tells how far one preference moves another.

    >>> import teeter
    >>> games = {"winner": ["ada", "ada", "bea", "bea", "cyd"], "loser": ["bea", "bea", "ada", "cyd", "bea"]}
    >>> fit = teeter.fit(games)
    >>> fit.ranking
    ('ada', 'bea', 'cyd')
    >>> round(fit["ada"].score - fit["bea"].score, 6)  # two games of three: ln 2
    0.693147
    >>> audit = teeter.audit(games)
    >>> audit.findings[0].target
    ('ada', 'cyd')
    >>> round(audit.largest_sensitivity, 3)
    1.0

``fit`` and ``audit`` take a file's path, several, a JDBC address, or a frame of pandas, polars or Arrow; their options are those of the
commands of the same names (``teeter fit --help``), with ``_`` for ``-``. Everything else that Teeter does is a command: ``teeter --help``.
"""

from ._calls import audit, fit
from ._process import InputError, NoFitError, TeeterError
from ._results import Audit, Finding, Fit, Score

__all__ = ["Audit", "Finding", "Fit", "InputError", "NoFitError", "Score", "TeeterError", "audit", "fit"]
