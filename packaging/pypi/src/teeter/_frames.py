"""Data of every kind as words that the command line reads."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path
from typing import Any, Optional

FRAME = "the data"
"""What messages call data that are in no file of the caller's."""


def inputs(data: Any, folder: Path) -> tuple[list[str], Optional[Path]]:
    """The words that name the data, and the file in the folder that a frame was written to, if it was one."""
    if isinstance(data, (str, os.PathLike)):
        return [os.fspath(data)], None
    if isinstance(data, (list, tuple)) and data and all(isinstance(one, (str, os.PathLike)) for one in data):
        return [os.fspath(one) for one in data], None
    file = _written(data, folder)
    return [str(file)], file


def _written(data: Any, folder: Path) -> Path:
    parquet, plain = folder / "data.parquet", folder / "data.csv"
    library = type(data).__module__.partition(".")[0]
    if library == "polars":
        frame = data.collect() if hasattr(data, "collect") else data
        frame.write_parquet(parquet)
        return parquet
    if library == "pandas":
        if not _arrow():
            data.to_csv(plain, index=False)
            return plain
        import pyarrow

        return _parquet(pyarrow.Table.from_pandas(data, preserve_index=False), parquet)
    if library == "pyarrow" or hasattr(data, "__arrow_c_stream__"):
        if not _arrow():
            raise TypeError(f"{type(data).__name__} needs pyarrow to be read: pip install pyarrow")
        import pyarrow

        if hasattr(data, "to_table"):  # a dataset
            data = data.to_table()
        elif isinstance(data, pyarrow.RecordBatch):
            data = pyarrow.Table.from_batches([data])
        return _parquet(data if isinstance(data, pyarrow.Table) else pyarrow.table(data), parquet)
    if isinstance(data, dict):
        return _rows(data, plain)
    raise TypeError(
        "data must be a path, a list of paths, a dict of columns, or a frame of pandas, polars or Arrow, "
        f"got {type(data).__module__}.{type(data).__name__}"
    )


def _arrow() -> bool:
    if "pyarrow" in sys.modules:
        return sys.modules["pyarrow"] is not None
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return False
    return True


def _parquet(table: Any, file: Path) -> Path:
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, file)
    return file


def _rows(columns: dict[str, Any], file: Path) -> Path:
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"columns must have equal lengths, got {lengths}")
    with open(file, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values()))
    return file
