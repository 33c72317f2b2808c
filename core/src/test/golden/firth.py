"""Golden values for Firth's penalty: Bradley-Terry scores that maximise log L + 1/2 log det I, where outcomes are one-sided too.

Writes firth.csv into ../resources/org/teeter/fit.  mpmath 1.4.1, 80 digits; the penalty's gradient is taken by differences of the
determinant itself, not by leverages.  Scores and standard errors are those of the lead over the first item.  Run in this folder: python firth.py
"""
from mpmath import mp, mpf, matrix, exp, log, det, nstr, sqrt, lu_solve, norm, inverse

mp.dps = 80
CASES = {
    "one pair, one-sided": [(0, 1, 3, 0)],
    "a chain, both ends one-sided": [(0, 1, 2, 0), (1, 2, 3, 2), (2, 3, 5, 0)],
    "a cycle and one that never won": [(0, 1, 3, 2), (0, 2, 1, 2), (1, 2, 4, 1), (0, 3, 4, 0), (2, 3, 1, 0)],
    "a ranking without a contradiction": [(0, 1, 1, 0), (0, 2, 1, 0), (0, 3, 1, 0), (1, 2, 1, 0), (1, 3, 1, 0), (2, 3, 1, 0)],
    "weights": [(0, 1, 0.5, 0.25), (0, 2, 0.125, 0), (1, 2, 0, 3.5)],
    "baseball (Agresti 2002, table 10.10)": [
        (i, j, w, l)
        for i, j, w, l in [
            (0, 1, 7, 6), (0, 2, 9, 4), (0, 3, 7, 6), (0, 4, 7, 6), (0, 5, 9, 4), (0, 6, 11, 2), (1, 2, 7, 6), (1, 3, 5, 8), (1, 4, 11, 2),
            (1, 5, 9, 4), (1, 6, 9, 4), (2, 3, 7, 6), (2, 4, 7, 6), (2, 5, 8, 5), (2, 6, 12, 1), (3, 4, 6, 7), (3, 5, 7, 6), (3, 6, 10, 3),
            (4, 5, 7, 6), (4, 6, 12, 1), (5, 6, 6, 7)]],
}


def information(rows, s):
    n = len(s)
    h = matrix(n, n)
    for a, b, w, l in rows:
        p = 1 / (1 + exp(s[b] - s[a]))
        c = (mpf(w) + mpf(l)) * p * (1 - p)
        h[a, a] += c
        h[b, b] += c
        h[a, b] -= c
        h[b, a] -= c
    return h[1:, 1:]


def value(rows, s):
    likelihood = sum(-mpf(w) * log(1 + exp(s[b] - s[a])) - mpf(l) * log(1 + exp(s[a] - s[b])) for a, b, w, l in rows)
    return likelihood + log(det(information(rows, s))) / 2


def gradient(rows, s):
    h = mpf(10) ** -25
    found = []
    for i in range(1, len(s)):
        up, down = s[:], s[:]
        up[i] += h
        down[i] -= h
        found.append((value(rows, up) - value(rows, down)) / (2 * h))
    return matrix(found)


def fitted(rows):
    s = [mpf(0)] * (1 + max(b for _, b, _, _ in rows))
    n = len(s)
    step = mpf(10) ** -12
    for _ in range(400):
        g = gradient(rows, s)
        if norm(g) < mpf(10) ** -38:
            return s
        if norm(g) > mpf(10) ** -3:  # scoring, far away
            d = lu_solve(information(rows, s), g)
            if norm(d) > 1:
                d /= norm(d)
            while value(rows, [s[0]] + [s[i] + d[i - 1] for i in range(1, n)]) < value(rows, s):
                d /= 2
        else:
            jacobian = matrix(n - 1, n - 1)
            for i in range(1, n):
                up = s[:]
                up[i] += step
                column = (gradient(rows, up) - g) / step
                for k in range(n - 1):
                    jacobian[k, i - 1] = -column[k]
            d = lu_solve(jacobian, g)
        s = [s[0]] + [s[i] + d[i - 1] for i in range(1, n)]
    raise ArithmeticError(rows)


with open("../resources/org/teeter/fit/firth.csv", "w") as out:
    out.write("# Firth's penalty; mpmath 1.4.1; regenerate with golden/firth.py\n")
    out.write("case;rows;scores;penalised;errors\n")
    for name, rows in CASES.items():
        s = fitted(rows)
        inv = inverse(information(rows, s))
        errors = [sqrt(inv[k, k]) for k in range(len(s) - 1)]
        out.write(";".join([
            name,
            " ".join(f"{a},{b},{w},{l}" for a, b, w, l in rows),
            " ".join(nstr(x, 17) for x in s),
            nstr(value(rows, s), 17),
            " ".join(nstr(x, 17) for x in errors)]) + "\n")
