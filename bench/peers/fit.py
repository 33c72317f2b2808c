"""Bradley-Terry fits by Python's libraries beside `./teeter fit`, on the same files in the same run, as Markdown tables.

    python -m venv peers-env && peers-env/bin/pip install -r bench/peers/requirements.txt
    peers-env/bin/python bench/peers/fit.py                      # the files that it draws, from seed 1
    peers-env/bin/python bench/peers/fit.py --limit 60 votes.csv # others: model_a, model_b, winner (model_a, model_b or tie)

Each fit is a process of its own, on one thread: processor time and peak memory are those of the whole process, and the time of reading and
fitting is what is left without the start and the imports. Errors are the largest difference of a centred score from a maximum found by
Newton's method with slopes in extended precision. A library that cannot be imported is said in its row.
"""

import argparse
import csv
import json
import os
import pathlib
import platform
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZES = ((100, 100_000), (1_000, 1_000_000), (10_000, 1_000_000))


# Each takes a file and gives the scores by name, in natural log-odds, and the second at which it began to read.


def choix(rows):
    import choix as library
    import numpy as np

    began = time.process_time()
    frame, names, first, second, won = rows()
    n = len(names)
    pairs = np.where(won[:, None] >= 0.5, np.column_stack([first, second]), np.column_stack([second, first]))
    weights = frame["weight"].to_numpy(float) if "weight" in frame else np.ones(len(frame))
    if n <= 2000:  # a tie is half a win of each
        matrix = np.zeros((n, n))
        np.add.at(matrix, (first, second), weights * won)
        np.add.at(matrix, (second, first), weights * (1 - won))
        return names, library.ilsr_pairwise_dense(matrix), began
    return names, library.ilsr_pairwise(n, [tuple(pair) for pair in pairs.tolist()]), began


def evalica(rows):
    import evalica as library

    began = time.process_time()
    frame, names, _, _, won = rows()
    winner = {1.0: library.Winner.X, 0.0: library.Winner.Y, 0.5: library.Winner.Draw}
    result = library.bradley_terry(
        frame["model_a"].tolist(),
        frame["model_b"].tolist(),
        [winner[w] for w in won],
        weights=frame["weight"].tolist() if "weight" in frame else None,
    )
    import numpy as np

    return names, np.log(result.scores.reindex(names).to_numpy()), began


def arena_rank(rows):
    import numpy as np
    from arena_rank.models.bradley_terry import BradleyTerry
    from arena_rank.utils.data_utils import PairDataset

    began = time.process_time()
    frame, _, _, _, _ = rows()
    data = PairDataset.from_pandas(frame)
    model = BradleyTerry(data.n_competitors)
    if data.n_competitors > 10:
        model.fit(data)
        return data.competitors, np.asarray(model.params["ratings"]), began
    found = model.compute_ratings_and_cis(data)  # on the small cases with its intervals
    widths = np.asarray(found["rating_upper"]) - np.asarray(found["rating_lower"])
    return data.competitors, np.asarray(model.params["ratings"]), began, f"widths of intervals {short(widths)}"


def leaderbot(rows):
    import numpy as np
    from leaderbot.models import BradleyTerry

    began = time.process_time()
    frame, names, first, second, won = rows()
    weights = frame["weight"].to_numpy(float) if "weight" in frame else np.ones(len(frame))
    cells, cell = np.unique(first * len(names) + second, return_inverse=True)
    counts = np.zeros((len(cells), 3))
    np.add.at(counts, (cell, np.select([won == 1, won == 0], [0, 1], 2)), weights)
    if not np.isnan(counts).any():
        counts = counts.astype(int)
    model = BradleyTerry(
        {"X": np.column_stack([cells // len(names), cells % len(names)]), "Y": counts, "models": list(names)},
        k_cov=None,
    )
    model.train()
    return names, np.asarray(model.param)[: len(names)], began


def arenakit(rows):
    from arenakit import fit_bt
    from arenakit.schema import Arena, battles_from_records

    began = time.process_time()
    frame, _, _, _, _ = rows()
    arena = Arena(battles_from_records(frame[["model_a", "model_b", "winner"]].to_dict("records")))
    weights = frame["weight"].to_numpy(float) if "weight" in frame else None
    return list(arena.models), fit_bt(arena.counts(weights), prior=0.0).scores, began


def sklearn(rows):
    import numpy as np
    from scipy.sparse import coo_matrix
    from sklearn.linear_model import LogisticRegression

    began = time.process_time()
    frame, names, first, second, won = rows()
    weights = frame["weight"].to_numpy(float) if "weight" in frame else np.ones(len(frame))
    tie = won == 0.5  # half a win of each: twice, with half the weight
    m, ties = len(frame), int(tie.sum())
    a, b = np.concatenate([first, first[tie]]), np.concatenate([second, second[tie]])
    row = np.arange(m + ties)
    ones = np.ones(m + ties)
    design = coo_matrix(
        (np.concatenate([ones, -ones]), (np.concatenate([row, row]), np.concatenate([a, b]))), (m + ties, len(names))
    ).tocsr()
    y = np.concatenate([won >= 0.5, np.zeros(ties, bool)])
    halves = np.where(tie, 0.5, 1.0)
    model = LogisticRegression(C=np.inf, fit_intercept=False, tol=1e-6, max_iter=1000)
    model.fit(design, y, sample_weight=np.concatenate([weights * halves, 0.5 * weights[tie]]))
    return names, model.coef_[0], began


PEERS = {
    "choix": ("choix", choix),
    "Evalica": ("evalica", evalica),
    "arena-rank": ("arena-rank", arena_rank),
    "leaderbot": ("leaderbot", leaderbot),
    "arenakit": ("arenakit", arenakit),
    "scikit-learn": ("scikit-learn", sklearn),
}


def read(path):
    import numpy as np
    import pandas as pd

    frame = pd.read_csv(path, keep_default_na=False, converters={"weight": float})
    names, codes = np.unique(np.concatenate([frame["model_a"], frame["model_b"]]).astype(str), return_inverse=True)
    won = frame["winner"].map({"model_a": 1.0, "model_b": 0.0, "tie": 0.5}).to_numpy(float)
    return frame, names.tolist(), codes[: len(frame)], codes[len(frame) :], won


def short(values):
    return " ".join(f"{float(v):.3g}" for v in values)


def child(peer, path, out):
    """One fit, in a process of its own."""
    names, scores, began, *more = PEERS[peer][1](lambda: read(path))
    seconds = time.process_time() - began
    found = {"seconds": seconds, "scores": dict(zip(map(str, names), map(float, scores))), "more": more}
    pathlib.Path(out).write_text(json.dumps(found))


def measured(command, limit, **more):
    """Exit code, processor time and peak memory in MB of a process, with what it started; its output and errors."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        within = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))}
        process = subprocess.Popen(command, stdout=out, stderr=errors, **within, **more)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        memory = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
        return process.returncode, usage.ru_utime + usage.ru_stime, memory, out.read(), errors.read()


def fitted(peer, path, limit):
    """A fit by a library or by Teeter, as a dictionary; what it said instead of scores is in "said"."""
    if peer == "Teeter":
        command = [str(ROOT / "teeter"), "fit", str(path), "--ci", "none", "--format", "csv"]
        code, cpu, memory, out, errors = measured(command, limit)
        found = {"cpu": cpu, "memory": memory}
        if code == 0:
            found["scores"] = {row["item"]: float(row["score"]) for row in csv.DictReader(out.splitlines())}
        else:
            found["said"] = f"exit code {code}: " + errors.splitlines()[0].removeprefix("teeter: ")
        return found
    with tempfile.TemporaryDirectory() as folder:
        result = pathlib.Path(folder) / "scores.json"
        threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")}
        environment = os.environ | threads | {"JAX_PLATFORMS": "cpu", "MPLBACKEND": "Agg"}
        command = [sys.executable, __file__, "--child", peer, str(path), str(result)]
        code, cpu, memory, _, errors = measured(command, limit, env=environment)
        found = {"cpu": cpu, "memory": memory}
        if code == 0:
            return found | json.loads(result.read_text())
        if code in (-signal.SIGKILL, -signal.SIGXCPU):
            return found | {"said": f"stopped after {limit} s of processor time"}
        lines = errors.strip().splitlines()
        raised = [k for k, line in enumerate(lines) if re.match(r"[\w.]+(Error|Exception|Warning)\b", line)]
        found["said"] = " ".join(line.strip() for line in lines[raised[-1] if raised else -1 :])
        return found


def maximum(path):
    """The maximum by Newton's method: slopes in extended precision, steps by conjugate gradients in double precision."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.linalg import LinearOperator, cg

    _, names, first, second, won = read(path)
    n = len(names)
    low, high = np.minimum(first, second), np.maximum(first, second)
    cells, cell, total = np.unique(low * n + high, return_inverse=True, return_counts=True)
    i, j = cells // n, cells % n
    wins = np.bincount(cell, np.where(first == low, won, 1 - won)).astype(np.longdouble)
    s = np.zeros(n, np.longdouble)
    for _ in range(50):
        p = 1 / (1 + np.exp(s[j] - s[i]))
        slope = np.zeros(n, np.longdouble)
        np.add.at(slope, i, total * p - wins)
        np.add.at(slope, j, wins - total * p)
        c = (total * p * (1 - p)).astype(float)
        off = coo_matrix((np.concatenate([-c, -c]), (np.concatenate([i, j]), np.concatenate([j, i]))), (n, n)).tocsr()
        diagonal = np.bincount(i, c, n) + np.bincount(j, c, n)
        hessian = LinearOperator((n, n), lambda v: diagonal * v + off @ v, dtype=float)
        step, _ = cg(
            hessian, -slope.astype(float), rtol=1e-6, maxiter=2000, M=LinearOperator((n, n), lambda v: v / diagonal)
        )
        step -= step.mean()
        length = min(1, 1.5 / max(1e-300, 2 * np.abs(step).max()))
        s += length * step
        if np.abs(step).max() < 1e-17:
            break
    return dict(zip(names, (s - s.mean()).tolist()))


def error(scores, exact):
    mean = sum(scores.values()) / len(scores)
    return max(abs(scores[name] - mean - s) for name, s in exact.items())


def draw(path, items, judgements):
    """Pairs drawn evenly, scores from N(0, 1)."""
    import numpy as np

    random = np.random.default_rng(1)
    score = random.standard_normal(items)
    a = random.integers(items, size=judgements)
    b = (a + 1 + random.integers(items - 1, size=judgements)) % items
    won = random.random(judgements) < 1 / (1 + np.exp(score[b] - score[a]))
    with open(path, "w") as out:
        out.write("model_a,model_b,winner\n")
        for x, y, w in zip(a.tolist(), b.tolist(), won.tolist()):
            out.write(f"m{x:05d},m{y:05d},{'model_a' if w else 'model_b'}\n")


def games(*results):
    """Rows from (first, second, wins, losses, ties)."""
    return [
        (a, b, label) for a, b, *counts in results for label, count in zip(("model_a", "model_b", "tie"), counts) for _ in range(count)
    ]


LABEL, SPELLING = "a label that is no verdict", "A and \"A \""
READ = {LABEL: {"Teeter", "arena-rank", "arenakit"}, SPELLING: {"Teeter", "Evalica", "arena-rank", "arenakit"}}
EVEN = games(("A", "B", 3, 2, 0), ("B", "C", 3, 2, 0), ("C", "A", 2, 3, 0))
CASES = {
    "D never loses": EVEN + games(("D", "A", 3, 0, 0)),
    "two groups that never met": games(("A", "B", 3, 2, 0), ("C", "D", 2, 3, 0)),
    "four of five are ties": games(("A", "B", 3, 1, 16), ("B", "C", 3, 1, 16), ("C", "A", 1, 3, 16)),
    LABEL: EVEN + [("A", "B", "bothbad??")],
    "A against itself": EVEN + games(("A", "A", 2, 1, 0)),
    SPELLING: EVEN + games(("A ", "B", 2, 3, 0)),
    "a weight is NaN": [row + (1,) for row in EVEN] + [("A", "B", "model_a", "nan")],
}


def write(path, rows):
    with open(path, "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["model_a", "model_b", "winner", "weight"][: len(rows[0])])
        table.writerows(rows)


def table(header, rows):
    print("\n| " + " | ".join(header) + " |\n|" + " --- |" * len(header))
    for row in rows:
        print("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |", flush=True)


def installed(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--limit", type=int, default=300, help="seconds of processor time that a fit may take")
    options = parser.parse_args()
    peers = {"Teeter": ""} | {name: installed(package) for name, (package, _) in PEERS.items()}
    print(time.strftime("%Y-%m-%d"), platform.platform(), f"Python {platform.python_version()}", sep=", ")
    with tempfile.TemporaryDirectory() as folder:
        drawn = {f"{n:,} / {m:,}": pathlib.Path(folder) / f"{n}.csv" for n, m in SIZES if not options.files}
        for path, (n, m) in zip(drawn.values(), SIZES):
            draw(path, n, m)
        subprocess.run([ROOT / "teeter", "--version"], check=True, stdout=subprocess.DEVNULL)  # builds it
        for what, path in (drawn | {path.name: path for path in options.files}).items():
            exact = maximum(path)
            rows = []
            for peer, release in peers.items():
                found = fitted(peer, path, options.limit)
                rows.append([
                    f"{peer} {release}".strip(),
                    f"{found['cpu']:.2f}",
                    f"{found['seconds']:.2f}" if "seconds" in found else "",
                    f"{found['memory']:.0f}",
                    f"{error(found['scores'], exact):.1e}" if "scores" in found else found["said"][:160],
                ])
            table([what, "process, CPU s", "reading and fit, CPU s", "peak MB", "largest error"], rows)
        for case, lines in CASES.items():
            path = pathlib.Path(folder) / "case.csv"
            write(path, lines)
            rows = []
            for peer, release in peers.items():
                if peer not in READ.get(case, peers):
                    rows.append([f"{peer} {release}", "reads none: it takes numbers"])
                    continue
                found = fitted(peer, path, options.limit)
                scores = found.get("scores")
                said = found.get("said") or ", ".join(f"{name} {s:.3g}" for name, s in sorted(scores.items()))
                rows.append([f"{peer} {release}".strip(), "; ".join([said.replace(f"{folder}/", "")[:200], *found.get("more", [])])])
            table([case, "what comes out"], rows)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
    else:
        main()
