"""Does the audit of a reward model's last layer tell how the model moves when it is trained again?

Twelve options of known worth; 16 of their 66 pairs are judged, 40 votes each. A reward model is trained on the votes, `teeter head`
audits its last layer on the 50 pairs that nobody judged, and for the worst findings some votes of the source are turned round: what
the derivative says, what the last layer says when it alone is fitted again, and what the whole model says when it is trained again,
from the same weights, in the same order; beside it, what it says after the first votes in another order. Prints a table and slopes.

    python3 bench/reward_audit.py --model BASE --out reward-audit
"""
import argparse
import csv
import itertools
import json
import math
import pathlib
import random
import shutil
import subprocess

OPTIONS = "dog cat bird fish horse rabbit sheep goat duck mouse turtle lion".split()
VOTES = 40
PAIRS = 16


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--teeter", default="./teeter")
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--findings", type=int, default=10)
    parser.add_argument("--turned", type=int, default=2, help="votes of a source that are turned round")
    parser.add_argument("--prior", default="normal:0.3")
    parser.add_argument("--epochs", default="4")
    parser.add_argument("--rate", default="1e-3")
    asked = parser.parse_args()
    rows = []
    for seed in range(asked.seeds):
        rows += study(asked, seed)
    asked.out.mkdir(parents=True, exist_ok=True)
    with open(asked.out / "reward-audit.csv", "w", newline="") as file:
        table = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    print(f"{'seed':>4} {'prediction':16} {'hangs on':16} {'p':>6} {'S':>7} {'predicted':>9} {'layer':>7} {'model':>7}")
    for r in rows:
        print(f"{r['seed']:>4} {r['target']:16} {r['source']:16} {r['p_model']:6.3f} {r['sensitivity']:7.2f}"
              f" {r['predicted']:+9.4f} {r['layer']:+7.4f} {r['model']:+7.4f}")
    for name in ("model", "reordered"):
        print(f"{name}: moves by {math.sqrt(sum(r[name] ** 2 for r in rows) / len(rows)):.3f} (root mean square)")
    for name in ("layer", "model"):
        slope = sum(r["predicted"] * r[name] for r in rows) / sum(r["predicted"] ** 2 for r in rows)
        signs = sum(r["predicted"] * r[name] > 0 for r in rows)
        print(f"{name}: slope on what was predicted {slope:.2f}, correlation {correlation(rows, name):.2f},"
              f" same direction in {signs} of {len(rows)}")


def correlation(rows, name):
    """Without the means: both are 0 where nothing moves."""
    both = sum(r["predicted"] * r[name] for r in rows)
    return both / math.sqrt(sum(r["predicted"] ** 2 for r in rows) * sum(r[name] ** 2 for r in rows))


def study(asked, seed):
    """One board, one model: the findings and what came of them."""
    chance = random.Random(seed)
    worth = {o: chance.gauss(0, 2) for o in OPTIONS}
    judged = connected(chance)
    votes = []  # (i, j): i won
    for i, j in judged:
        won = round(VOTES / (1 + math.exp(worth[j] - worth[i])))
        votes += [(i, j)] * won + [(j, i)] * (VOTES - won)
    chance.shuffle(votes)
    unjudged = [p for p in itertools.combinations(OPTIONS, 2) if p not in judged]
    held = [(i, j) if worth[i] > worth[j] else (j, i) for i, j in unjudged]
    place = asked.out / f"seed{seed}"
    first = train(asked, place / "first", votes, held, seed)
    other = train(asked, place / "reordered", votes, held, seed + 100)
    audit = head(asked, first, first / "judged.csv")
    names = rows_of(votes + held)
    found = []
    for finding in audit["findings"][: asked.findings]:
        target = names[int(finding["target_i"])], names[int(finding["target_j"])]
        source = names[int(finding["source_a"])], names[int(finding["source_b"])]
        changed, delta = turned(votes, source, asked.turned)
        if changed is None:
            continue
        again = train(asked, place / ("turned-" + "-".join(source)), changed, held, seed)
        layer = head(asked, first, counted(place / "judged.csv", changed, names))
        before, after, reordered = (chance_of(folder, rows_of(v + held), target)
                                    for folder, v in ((first, votes), (again, changed), (other, votes)))
        same = next(f for f in layer["findings"] if {f["target_i"], f["target_j"]} == {finding["target_i"], finding["target_j"]})
        p = same["p"] if same["target_i"] == finding["target_i"] else 1 - same["p"]
        found.append(dict(
            seed=seed, target=" : ".join(target), source=" : ".join(source), n=finding["n"], y=finding["y"],
            sensitivity=finding["sensitivity"], p_layer=finding["p"], p_model=before,
            predicted=finding["sensitivity"] * delta, layer=p - finding["p"], model=after - before,
            reordered=reordered - before))
    return found


def connected(chance):
    """Random pairs that connect all options."""
    while True:
        pairs = sorted(chance.sample(list(itertools.combinations(OPTIONS, 2)), PAIRS))
        seen, fresh = {OPTIONS[0]}, True
        while fresh:
            fresh = {b for p in pairs for a, b in (p, p[::-1]) if a in seen and b not in seen}
            seen |= fresh
        if len(seen) == len(OPTIONS):
            return pairs


def text(i, j):
    """A question that names both in the order of the list, and the answers that prefer i and j."""
    first, second = sorted((i, j), key=OPTIONS.index)
    return (f"Do you prefer {first} or {second}?", f"I prefer {i} to {j}.", f"I prefer {j} to {i}.")


def examples(pairs):
    for i, j in pairs:
        question, better, worse = text(i, j)
        yield {"prompt": [{"role": "user", "content": question}],
               "chosen": [{"role": "assistant", "content": better}],
               "rejected": [{"role": "assistant", "content": worse}]}


def rows_of(pairs):
    """What the rows of vectors are: the preferred option of each answer, in the order in which answers are first seen."""
    seen = {}
    for i, j in pairs:
        question, better, worse = text(i, j)
        seen.setdefault((question, better), i)
        seen.setdefault((question, worse), j)
    return list(seen.values())


def train(asked, folder, votes, held, seed):
    if not (folder / "rewards.csv").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        for name, pairs in (("votes", votes), ("held", held)):
            with open(folder.parent / f"{name}.jsonl", "w") as file:
                file.writelines(json.dumps(e) + "\n" for e in examples(pairs))
        run(asked, "train", "reward", "--model", asked.model, "--data", folder.parent / "votes.jsonl", "--eval-data",
            folder.parent / "held.jsonl", "--vectors", "--epochs", asked.epochs, "--learning-rate", asked.rate, "--seed", seed,
            "--device", "cpu", "--quiet", "--out", folder)
    return folder


def head(asked, folder, judged):
    return json.loads(run(asked, "head", judged, "--embeddings", folder / "vectors.npy", "--held", folder / "held.csv", "--prior",
                          asked.prior, "--top", 100, "--quiet", "--json"))


def turned(votes, source, count):
    """So many votes of the pair turned towards whom fewer are for, or, where that is nobody's, away; the last ones, in their places."""
    a, b = source
    for loser, winner in ((a, b), (b, a)):
        at = [k for k, vote in enumerate(votes) if vote == (winner, loser)]
        if len(at) > VOTES / 2:
            changed = list(votes)
            for k in at[-count:]:
                changed[k] = (loser, winner)
            return changed, (count if loser == a else -count) / VOTES
    return None, 0


def counted(file, votes, names):
    """The votes as rows of vectors, as the first training numbered them."""
    number = {}
    k = 0
    for i, j in votes:
        pair = tuple(sorted((i, j), key=OPTIONS.index))
        if pair not in number:
            number[pair] = {names[k]: k, names[k + 1]: k + 1}
            k += 2
    with open(file, "w") as out:
        out.write("winner,loser\n")
        for i, j in votes:
            of = number[tuple(sorted((i, j), key=OPTIONS.index))]
            out.write(f"{of[i]},{of[j]}\n")
    return file


def chance_of(folder, names, target):
    """What the trained model makes of a pair."""
    with open(folder / "rewards.csv") as file:
        rewards = [float(r["reward"]) for r in csv.DictReader(file)]
    for k in range(0, len(names), 2):
        if {names[k], names[k + 1]} == set(target):
            of = {names[k]: rewards[k], names[k + 1]: rewards[k + 1]}
            return 1 / (1 + math.exp(of[target[1]] - of[target[0]]))
    raise SystemExit(f"no rewards of {target}")


def run(asked, *words):
    done = subprocess.run([asked.teeter, *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


main()
