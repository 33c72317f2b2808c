"""What one would write instead: a group-by of polars or DuckDB, and twenty lines of NumPy, beside `./teeter fit --ci none`, from file to scores.

    python -m venv hand-env && hand-env/bin/pip install numpy polars duckdb
    hand-env/bin/python bench/peers/by_hand.py            # the files that it draws, medians of five whole processes in turn, a Markdown table
    hand-env/bin/python bench/peers/by_hand.py duckdb FILE # one such program, which prints its scores

Processor time (user and system) of whole processes, and what theirs is divided by Teeter's: below 1 they are ahead. Both end at the maximum,
which the last column compares. A group-by alone is the limit of what a reader of the file can reach.
"""

import csv
import io
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = ("csv", "jsonl", "parquet")
SIZES = ((100, 100_000, 0.0), (10_000, 1_000_000, 0.0), (200, 2_000_000, 0.2))
TURNS = 5


def counts_of_polars(file):
    import polars

    scan = {"csv": polars.scan_csv, "jsonl": polars.scan_ndjson, "parquet": polars.scan_parquet}[file.rsplit(".", 1)[1]]
    found = scan(file).group_by("model_a", "model_b", "winner").len().collect()
    return [found[name].to_numpy() for name in found.columns]


def counts_of_duckdb(file):
    import duckdb

    found = duckdb.sql(f"SELECT model_a, model_b, winner, count(*) AS n FROM '{file}' GROUP BY ALL").fetchnumpy()
    return [found[name] for name in ("model_a", "model_b", "winner", "n")]


def scores(model_a, model_b, winner, n):
    """The maximum by Newton's method, its steps by conjugate gradients."""
    import numpy as np

    names, index = np.unique(np.concatenate([model_a, model_b]).astype(str), return_inverse=True)
    a, b, k = index[: len(model_a)], index[len(model_a) :], len(names)
    label = np.asarray(winner).astype(str)
    won = n * np.where(label == "model_a", 1.0, np.where(label == "model_b", 0.0, 0.5))
    s = np.zeros(k)
    for _ in range(50):
        p = 1 / (1 + np.exp(s[b] - s[a]))
        pull, h = won - n * p, n * p * (1 - p)
        g = np.bincount(a, pull, k) - np.bincount(b, pull, k)
        diagonal = np.bincount(a, h, k) + np.bincount(b, h, k)
        x, r = np.zeros(k), g.copy()
        z = r / diagonal
        d, rho = z.copy(), r @ z
        for _ in range(1000):
            flow = h * (d[a] - d[b])
            q = np.bincount(a, flow, k) - np.bincount(b, flow, k)
            alpha = rho / (d @ q)
            x, r = x + alpha * d, r - alpha * q
            if np.abs(r).max() < 1e-14 * n.sum():
                break
            z = r / diagonal
            rho, before = r @ z, rho
            d = z + rho / before * d
        s = s + x
        if np.abs(x).max() < 1e-12:
            break
    return names, s - s.mean()


def draw(folder, items, rows, ties):
    import numpy as np
    import polars

    random = np.random.default_rng(1)
    strength = random.normal(size=items)
    a = random.integers(0, items, rows)
    b = (a + random.integers(1, items, rows)) % items
    won = random.random(rows) < 1 / (1 + np.exp(strength[b] - strength[a]))
    names = np.array([f"model-{i:05d}" for i in range(items)])
    label = np.where(random.random(rows) < ties, "tie", np.where(won, "model_a", "model_b"))
    frame = polars.DataFrame({"model_a": names[a], "model_b": names[b], "winner": label})
    stem = str(pathlib.Path(folder) / f"{items}-{rows}")
    frame.write_csv(stem + ".csv")
    frame.write_ndjson(stem + ".jsonl")
    frame.write_parquet(stem + ".parquet")
    return stem


def timed(words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(words, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run.stdout


def read(text):
    return {row["item"]: float(row["score"]) for row in csv.DictReader(io.StringIO(text))}


def main():
    print("| items, rows | format | Teeter | polars | ratio | DuckDB | ratio | largest difference |")
    print("| --- | --- | --: | --: | --: | --: | --: | --: |")
    with tempfile.TemporaryDirectory() as folder:
        for items, rows, ties in SIZES:
            stem = draw(folder, items, rows, ties)
            for kind in FORMATS:
                file = f"{stem}.{kind}"
                programs = (
                    [str(ROOT / "teeter"), "fit", file, "--ci", "none", "--format", "csv", "--quiet"],
                    [sys.executable, __file__, "polars", file],
                    [sys.executable, __file__, "duckdb", file],
                )
                taken = [[], [], []]
                found = [{}, {}, {}]
                for _ in range(TURNS):
                    for k, words in enumerate(programs):
                        seconds, text = timed(words)
                        taken[k].append(seconds)
                        found[k] = read(text)
                ours, polars, duckdb = (statistics.median(t) for t in taken)
                apart = max(abs(found[0][name] - other[name]) for other in found[1:] for name in other)
                print(
                    f"| {items:,}, {rows:,} | {kind} | {ours:.2f} s | {polars:.2f} s | {polars / ours:.2f} "
                    f"| {duckdb:.2f} s | {duckdb / ours:.2f} | {apart:.0e} |",
                    flush=True,
                )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        counted = {"polars": counts_of_polars, "duckdb": counts_of_duckdb}[sys.argv[1]](sys.argv[2])
        print("item,score")
        for name, score in zip(*scores(*counted)):
            print(f"{name},{float(score)!r}")
    else:
        main()
