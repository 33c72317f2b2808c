"""Votes to tip by a dense approximate maximum influence perturbation, as RankAMIP does it (Huang, Shen, Wei and Broderick 2025,
"Dropping Just a Handful of Preferences Can Change Top LLM Rankings", arXiv 2508.11847): a logistic regression on a dense matrix with a
row for each vote and a column for each item, the influence of every vote on the lead of each pair across the boundary, the largest
ones added up until they exceed the lead, one refit to see whether they do. Written anew after the paper; NumPy alone.

    python bench/peers/amip.py counts.csv TOP      # item1, item2, wins1, wins2 and, halved, ties
    ./teeter tip counts.csv --top TOP --by drop

Prints the fewest votes found, whether the refit agrees, processor time and peak memory.
"""

import csv
import resource
import sys
import time

import numpy as np


def read(path):
    """A row for each vote: +1 and -1 in the columns of winner and loser, and its weight; a tie is two rows of half the weight."""
    sums = list(csv.DictReader(open(path, encoding="utf-8")))
    names = sorted({row[side] for row in sums for side in ("item1", "item2")})
    at = {name: k for k, name in enumerate(names)}
    winners, losers, weights = [], [], []
    for row in sums:
        a, b = at[row["item1"]], at[row["item2"]]
        ties = int(row.get("ties") or 0)
        for first, second, count, weight in (
            (a, b, int(row["wins1"]), 1.0),
            (b, a, int(row["wins2"]), 1.0),
            (a, b, ties, 0.5),
            (b, a, ties, 0.5),
        ):
            winners += [first] * count
            losers += [second] * count
            weights += [weight] * count
    return names, np.array(winners), np.array(losers), np.array(weights)


def dense(winners, losers, size):
    x = np.zeros((len(winners), size))
    rows = np.arange(len(winners))
    x[rows, winners] = 1
    x[rows, losers] -= 1
    return x


def fit(x, weights, start):
    """Newton's method, the scores of mean zero by a row of ones in the Hessian."""
    beta = start.copy()
    ones = np.ones((x.shape[1], x.shape[1]))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weights * (1 - p))
        hessian = (x * (weights * p * (1 - p))[:, None]).T @ x + ones
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-10:
            break
    return beta, p, np.linalg.inv(hessian)


def main(path, top):
    begun = time.process_time()
    names, winners, losers, weights = read(path)
    x = dense(winners, losers, len(names))
    beta, p, inverse = fit(x, weights, np.zeros(len(names)))
    order = np.argsort(-beta)
    best = None
    residual = weights * (1 - p)
    for i in order[:top]:
        for j in order[top:]:
            influence = (x @ (inverse[i] - inverse[j])) * residual
            largest = np.sort(influence[influence > 0])[::-1].cumsum()
            votes = int(np.searchsorted(largest, beta[i] - beta[j])) + 1
            if votes <= len(largest) and (best is None or votes < best[0]):
                best = votes, i, j, np.argpartition(-influence, votes)[:votes]
    if best is None:
        print("no votes were found")
    else:
        votes, i, j, chosen = best
        kept = np.ones(len(weights), dtype=bool)
        kept[chosen] = False
        after, _, _ = fit(x[kept], weights[kept], beta)
        lead = after[i] - after[j]
        print(
            f"top {top}: {votes} rows dropped ({weights[chosen].sum():g} votes) put {names[j]} before {names[i]} to first order;"
            f" a refit {'agrees' if lead < 0 else f'leaves a lead of {lead:.4f}'}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(weights)} rows, {len(names)} items: {time.process_time() - begun:.1f} s of processor time, {peak:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
