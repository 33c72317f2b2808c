"""Golden values for Bradley-Terry where doubles are hardest: ends of the cases, sensitivities near 1, probabilities near 0 and 1.

Writes bradley_terry.csv, gamma0.csv and proposition1.csv into ../resources/org/teeter/paper.  mpmath 1.3.0, 1400 digits.
A decimal stands for its nearest double, `1-x` for one minus the double x.  Run in this folder: python bradley_terry.py
"""
import math
import random

from mpmath import mp, mpf, atanh, log, nstr, sqrt

mp.dps = 1400  # b (1-b) / D^2 with 1e-300 in it
FOLDER = "../resources/org/teeter/paper/"


def number(text):
    if text.startswith("1-"):
        q = mpf(float(text[2:]))
        return 1 - q, q
    p = mpf(float(text))
    return p, 1 - p


def sensitivity(a, qa, b, qb):
    d = a * b + qa * qb
    return a * b / d, qa * qb / d, b * qb / d**2, a * qa / d**2


def show(v):
    return nstr(v, 17) if v == 0 or abs(v) > mpf("1e-320") else "0"


random.seed(20261121)
points = [("0.99", "0.02"), ("0.9999", "0.02"), ("0.9801", "0.02"), ("1-1e-300", "1e-300"), ("1e-300", "1-3e-300"), ("1e-300", "1e-300"),
          ("1-1e-16", "1e-16"), ("0.5", "0.5"), ("0.3", "0.5000000000000001"), ("1e-320", "0.7"), ("1-1e-200", "1e-150"), ("1e-9", "1-1e-18")]
for k in range(40):  # slope within 1e-3 ... 1e-15 of 1: log slope nearly vanishes
    a = random.random()
    t = (1 - a) / a
    b = t * t / (1 + t * t) * (1 + random.choice((-1, 1)) * 10.0 ** -random.randint(3, 15))
    points.append((repr(a), repr(b)))
for k in range(20):
    points.append((repr(10 ** -random.uniform(0, 300)), "1-" + repr(10 ** -random.uniform(0, 300))))
with open(FOLDER + "bradley_terry.csv", "w") as out:
    out.write("# src/test/golden/bradley_terry.py: mpmath 1.3.0, 1400 digits; values below 1e-320 as 0\n")
    out.write("p_ik,p_kj,p_ij,q_ij,dpij_dpik,dpij_dpkj,log_dpij_dpik,log_dpij_dpkj\n")
    for a, b in points:
        v = sensitivity(*number(a), *number(b))
        out.write(",".join([a, b] + [show(x) for x in v] + [show(log(v[2])), show(log(v[3]))]) + "\n")

mp.dps = 700
with open(FOLDER + "gamma0.csv", "w") as out:
    out.write("# src/test/golden/bradley_terry.py: mpmath 1.3.0, 700 digits\nm,p_kj,case,gamma0,one_minus_gamma0\n")
    rows = [(20.0, "0.02")]
    for m in (1.0, 1 + 2.0**-40, 1.01, 2.0, 20.0, 1e6, 1e150, 1e300, 0.5, 0.999, 1e-6, 1e-200):
        edge = min(m, 1) / (1 + m)  # end of the first case
        below = [edge * f for f in (1e-12, 1e-3, 0.5, 0.999999)] + [math.nextafter(edge * (1 - 2e-16), 0), edge * (1 - 1e-13)]
        rows += [(m, repr(b)) for b in below] + [(m, "1-" + repr(b)) for b in below]
    for m, text in rows:
        M = mpf(m)
        b, qb = number(text)
        first = b < qb
        x, qx = (b, qb) if first else (qb, b)
        assert qx > M * x if m >= 1 else M * qx > x, (m, text)
        r = sqrt(x * qx / M)
        g, h = (qx - r) / (qx - x), (r - x) / (qx - x)
        g, h = (g, h) if first else (h, g)
        out.write(f"{m!r},{text},{1 if first else 2},{show(g)},{show(h)}\n")

with open(FOLDER + "proposition1.csv", "w") as out:
    out.write("# src/test/golden/bradley_terry.py: mpmath 1.3.0, 700 digits\nm,area,one_minus_pstar\n")
    for m in (1e-300, 1e-12, 0.1, 0.7, 0.99999, math.nextafter(1, 0), 1.0, math.nextafter(1, 2), 1.0001, 1.3, 1.4999, 1.5, 1.5001, 2.0, 3.7, 10.0, 1e4, 1e8, 1e12, 1e100, 1e149):
        M = mpf(m)
        r = sqrt(M)
        if m == 1:
            area = log(mpf(2)) / 2
        elif m > 1:
            area = atanh(1 / r) / r - atanh(1 / M)
        else:
            area = atanh(r) / r - atanh(M)
        tip = show((1 - sqrt(1 - 1 / M)) / 2) if m >= 1 else ""
        out.write(f"{m!r},{show(area)},{tip}\n")
