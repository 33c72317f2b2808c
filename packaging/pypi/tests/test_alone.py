"""The package by itself: no frames, no Java but its own."""

import csv
import doctest
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import teeter
import teeter._calls
import teeter._process

EXAMPLES = Path(os.environ["TEETER_EXAMPLES"])
LAUNCHER = Path(os.environ["TEETER_LAUNCHER"])
GAMES = {"winner": ["ada", "ada", "bea", "bea", "cyd"], "loser": ["bea", "bea", "ada", "cyd", "bea"]}


class Fits(unittest.TestCase):
    def test_are_the_launchers_to_the_bit(self):
        for example in ("arena-small", "baseball"):
            expected = json.loads((LAUNCHER / f"{example}.json").read_text())
            self.assertEqual(expected, teeter.fit(EXAMPLES / f"{example}.csv").document)

    def test_of_columns_are_those_of_the_same_file(self):
        with open(EXAMPLES / "arena-small.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        self.assertEqual(teeter.fit(EXAMPLES / "arena-small.csv").scores, teeter.fit(columns).scores)

    def test_have_typed_scores(self):
        fit = teeter.fit(GAMES)
        first = fit.scores[0]
        self.assertEqual(("ada", 1, 3.0, 2.0), (first.item, first.rank, first.comparisons, first.wins))
        self.assertIsInstance(first.se, float)
        self.assertEqual(first, fit["ada"])
        with self.assertRaises(KeyError):
            fit["eve"]

    def test_show_the_published_table(self):
        table = teeter.fit(GAMES, scale="elo", anchor={"cyd": 1000})._repr_html_()
        self.assertIn("<table", table)
        self.assertIn("<bdi>ada</bdi>", table)

    def test_show_no_table_of_a_file_that_has_changed(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "votes.csv"
            shutil.copy(EXAMPLES / "baseball.csv", file)
            fit = teeter.fit(file)
            file.write_text(file.read_text() + file.read_text().splitlines()[1] + "\n")
            self.assertIsNone(fit._repr_html_())

    def test_take_options_of_every_form(self):
        columns = {"model_a": ["x", "y"], "model_b": ["y", "x"], "choice": ["A", "A"]}
        fit = teeter.fit(columns, column={"winner": "choice"}, label=["A=first"], prior="normal:2", home=False)
        self.assertEqual("normal:2", fit.document["model"]["prior"])

    def test_read_files_whose_names_look_like_options_or_are_not_ascii(self):
        with tempfile.TemporaryDirectory() as folder:
            before = os.getcwd()
            os.chdir(folder)
            try:
                for name in ("--json.csv", "naïve ☃.csv"):
                    shutil.copy(EXAMPLES / "baseball.csv", name)
                    self.assertEqual("Milwaukee", teeter.fit(name).ranking[0])
            finally:
                os.chdir(before)


class Audits(unittest.TestCase):
    def test_have_findings_scores_and_a_page(self):
        audit = teeter.audit(EXAMPLES / "arena-small.csv")
        worst = audit.findings[0]
        self.assertEqual((("cedar", "newcomer"), ("cedar", "old-baseline")), (worst.target, worst.source))
        self.assertEqual(worst.sensitivity, audit.largest_sensitivity)
        self.assertEqual(teeter.fit(EXAMPLES / "arena-small.csv")["fir"].score, {s.item: s.score for s in audit.scores}["fir"])
        self.assertIn("8 of 11 predictions are fragile", str(audit))
        shown = audit._repr_html_()
        self.assertTrue(shown.startswith('<iframe sandbox="allow-scripts"'))
        self.assertNotIn("<script", shown)  # all of the page is inside of an attribute

    def test_tell_whether_a_condition_is_met(self):
        self.assertTrue(teeter.audit(GAMES, fail_on="sensitivity>5").meets)
        self.assertFalse(teeter.audit(GAMES, fail_on="sensitivity>0.1").meets)

    def test_stay_where_they_are_put(self):
        with tempfile.TemporaryDirectory() as folder:
            audit = teeter.audit(GAMES, out=Path(folder) / "kept")
            self.assertEqual(Path(folder) / "kept", audit.folder)
            copy = audit.save(Path(folder) / "copy")
            self.assertEqual((audit.folder / "audit.json").read_bytes(), (copy / "audit.json").read_bytes())


class Refusals(unittest.TestCase):
    def test_name_the_row_and_no_file_that_the_caller_does_not_know(self):
        with self.assertRaises(teeter.InputError) as refused:
            teeter.fit({"model_a": ["x", "x"], "model_b": ["y", "y"], "winner": ["model_a", "blah"]})
        self.assertEqual(3, refused.exception.row)
        self.assertTrue(str(refused.exception).startswith("the data:3: winner must be one of model_a, model_b"), str(refused.exception))

    def test_of_options_are_the_command_lines(self):
        with self.assertRaisesRegex(teeter.InputError, "there is no option --priors.*perhaps --prior"):
            teeter.fit(GAMES, priors="normal:2")

    def test_of_missing_files_are_input_errors(self):
        with self.assertRaisesRegex(teeter.InputError, "nowhere.csv"):
            teeter.audit("nowhere.csv")

    def test_say_why_there_is_no_fit(self):
        with self.assertRaisesRegex(teeter.NoFitError, "no finite maximum-likelihood scores") as refused:
            teeter.fit({"winner": ["x"], "loser": ["y"]})
        self.assertEqual(["y"], refused.exception.document["neverPreferred"])

    def test_of_what_is_no_data(self):
        with self.assertRaisesRegex(TypeError, "data must be a path.*got builtins.int"):
            teeter.fit(3)
        with self.assertRaisesRegex(ValueError, "columns must have equal lengths"):
            teeter.fit({"winner": ["x"], "loser": []})
        with self.assertRaisesRegex(TypeError, "takes no json"):
            teeter.fit(GAMES, json=True)


class Starts(unittest.TestCase):
    def test_go_without_a_cache_where_there_is_no_place_for_it(self):
        kept = dict(os.environ)
        os.environ["XDG_CACHE_HOME"] = "/dev/null/nowhere"
        try:
            self.assertFalse([word for word in teeter._process.command(["--version"]) if "AOTCache" in word])
            self.assertEqual(("ada", "bea", "cyd"), teeter.fit(GAMES).ranking)
        finally:
            os.environ.clear()
            os.environ.update(kept)

    def test_use_one_cache(self):
        cache = Path.home() / ".cache" / "teeter"
        self.assertEqual(1, len(list(cache.glob("*.aot"))))
        self.assertEqual(1, len(list(cache.iterdir())))

    def test_tell_what_language_models_need(self):
        run = subprocess.run(
            teeter._process.command("synthesize --order a,b,c --p12 .9 --p23 .3 --pairs 10 --out x".split()),
            capture_output=True,
            text=True,
        )
        self.assertEqual(2, run.returncode)
        self.assertIn("run it with the launcher ./teeter of the sources", run.stderr)


class Examples(unittest.TestCase):
    def test_of_the_documentation_run(self):
        for module in (teeter, teeter._calls):
            done = doctest.testmod(module)
            self.assertGreater(done.attempted, 0)
            self.assertEqual(0, done.failed)
