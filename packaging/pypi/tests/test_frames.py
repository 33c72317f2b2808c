"""Frames of pandas, polars and Arrow give the scores of the file that they came from, to the bit."""

import json
import os
import re
import sys
import tempfile
import unittest
from pathlib import Path

import pandas
import polars
import pyarrow
import pyarrow.csv
import pyarrow.dataset
import teeter

FILE = Path(os.environ["TEETER_EXAMPLES"]) / "arena-small.csv"
EXPECTED = json.loads((Path(os.environ["TEETER_LAUNCHER"]) / "arena-small.json").read_text())["scores"]


class Frames(unittest.TestCase):
    def assertSame(self, data):
        self.assertEqual(EXPECTED, teeter.fit(data).document["scores"])

    def test_of_pandas(self):
        frame = pandas.read_csv(FILE)
        self.assertSame(frame)
        self.assertSame(frame.astype("category"))
        self.assertSame(frame.sample(frac=1, random_state=1))

    def test_of_pandas_without_arrow(self):
        arrow = sys.modules["pyarrow"]
        sys.modules["pyarrow"] = None  # as where it is not installed
        try:
            self.assertSame(pandas.read_csv(FILE, dtype="category"))
        finally:
            sys.modules["pyarrow"] = arrow

    def test_of_polars(self):
        self.assertSame(polars.read_csv(FILE))
        self.assertSame(polars.scan_csv(FILE))

    def test_of_arrow(self):
        table = pyarrow.csv.read_csv(FILE)
        self.assertSame(table)
        self.assertSame(table.combine_chunks().to_batches()[0])
        self.assertSame(pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches()))
        self.assertSame(pyarrow.dataset.dataset(FILE, format="csv"))

    def test_are_audited(self):
        of_file = teeter.audit(FILE)
        of_frame = teeter.audit(polars.read_csv(FILE))
        self.assertEqual(of_file.findings, of_frame.findings)
        self.assertEqual(of_file.verdict, of_frame.verdict)

    def test_are_the_input_that_a_document_names(self):
        with tempfile.TemporaryDirectory() as folder:
            audit = teeter.audit(polars.read_csv(FILE), out=folder)
            self.assertEqual(["frame"], [one["path"] for one in audit.document["input"]])
            for written in Path(folder).iterdir():
                self.assertNotIn(b"data.parquet", written.read_bytes(), written.name)
            self.assertIn("frame,", (Path(folder) / "rows.csv").read_text().splitlines()[1])
            self.assertEqual(audit.document, json.loads((Path(folder) / "audit.json").read_text(encoding="utf-8")))
            self.assertNotIn(tempfile.gettempdir(), (Path(folder) / "audit.json").read_text(encoding="utf-8"))

    def test_are_what_results_become(self):
        scores = teeter.fit(pandas.read_csv(FILE)).to_pandas()
        self.assertEqual([s["item"] for s in EXPECTED], list(scores["item"]))
        self.assertEqual([s["score"] for s in EXPECTED], list(scores["score"]))
        self.assertIn("votes_to_tip", teeter.audit(FILE).to_pandas().columns)

    def test_refuse_by_the_row_of_the_frame(self):
        with self.assertRaisesRegex(teeter.InputError, "^the data.*blah") as refused:
            teeter.fit(polars.DataFrame({"model_a": ["x", "x"], "model_b": ["y", "y"], "winner": ["model_a", "blah"]}))
        self.assertEqual(2, refused.exception.row)  # a Parquet file has no header

    def test_of_the_readme_run(self):
        code = re.search(r"```python\n(.*?)```", Path("README.md").read_text(), re.S).group(1)
        names = {}
        exec(code, names)
        self.assertEqual(("y", "x", "z"), names["fit"].ranking)
