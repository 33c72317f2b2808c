"""Golden values for Plackett-Luce: rankings, pairs of them (paper, Eq. (6) to (12)) and derivatives along spanning trees.

Writes rankings.csv, pairs.csv, pair_regions.csv and trees.csv into ../resources/org/teeter/paper.  mpmath 1.3.0, 500 digits, straight
from the definitions.  Scores stand for their nearest doubles.  Run in this folder: python plackett_luce.py
"""
import random

from mpmath import mp, mpf, exp, log, nstr, sqrt

mp.dps = 500
FOLDER = "../resources/org/teeter/paper/"
random.seed(20261121)


def p_ranking(s):
    p = mpf(1)
    for u in range(len(s) - 1):
        p *= exp(s[u]) / sum(exp(x) for x in s[u:])
    return p


def show(v):
    return "0" if abs(v) < mpf("1e-320") else nstr(v, 17)


cases = ["0.3;-0.2", "1;2;3", "3;2;1", "0;0;0;0", "100000.3;100000.1;99999.7", "700;0;-3", "-5;4.5;2;-1;0.25", "30;-20;5;5.5;-60;12", "350;-200;100;0"]
for size in (3, 4, 6, 9):
    for spread in (0.5, 3, 20):
        cases.append(";".join(repr(round(random.gauss(0, spread), 3)) for _ in range(size)))
scores = {c: [mpf(float(x)) for x in c.split(";")] for c in cases}

with open(FOLDER + "rankings.csv", "w") as out:
    out.write("# src/test/golden/plackett_luce.py: mpmath 1.3.0, 500 digits\nscores,log_p,dlogp_ds\n")
    for c, s in scores.items():
        gradient = []
        for m in range(len(s)):
            g = mpf(1 if m < len(s) - 1 else 0)
            for u in range(min(m, len(s) - 2) + 1):
                g -= exp(s[m]) / sum(exp(x) for x in s[u:])
            gradient.append(show(g))
        out.write(f"{c},{nstr(log(p_ranking(s)), 17)},{';'.join(gradient)}\n")

with open(FOLDER + "pairs.csv", "w") as out:
    out.write("# src/test/golden/plackett_luce.py: mpmath 1.3.0, 500 digits\nscores,u,v,log_alpha,log_beta,log_p_uv,log_p_vu,log_dp_dpuv,log_abs_dp_dpvu\n")
    for c, s in scores.items():
        size = len(s)
        for _ in range(3):
            u = random.randrange(size - 1)
            v = random.randrange(u + 1, size)
            alpha = 1 + sum(exp(s[t] - s[u]) for t in range(u + 1, size) if t != v)
            beta = mpf(1)
            for l in range(size - 1):
                if l != u:
                    beta /= sum(exp(s[m] - s[l]) for m in range(l, size))
            rest = [x for k, x in enumerate(s) if k not in (u, v)]
            uv, vu = p_ranking(rest + [s[u], s[v]]), p_ranking(rest + [s[v], s[u]])
            a = beta * vu / (alpha * uv + vu) ** 2
            b = beta * uv / (alpha * uv + vu) ** 2
            assert abs(beta * uv / (alpha * uv + vu) / p_ranking(s) - 1) < mpf("1e-100")  # Eq. (7)
            out.write(f"{c},{u + 1},{v + 1}," + ",".join(nstr(log(x), 17) for x in (alpha, beta, uv, vu, a, b)) + "\n")

with open(FOLDER + "pair_regions.csv", "w") as out:
    out.write("# src/test/golden/plackett_luce.py: mpmath 1.3.0, 500 digits; gamma1 -+ gamma2 and eta1 -+ eta2 as the paper prints them\n")
    out.write("alpha,beta,m,p_fixed,limit,gamma_minus,gamma_plus,eta_minus,eta_plus\n")
    for alpha, beta, m in [(1.01, 0.99, 2.0), (1.0, 1.0, 1.01), (1.3, 0.7, 10.0), (1e6, 1e-3, 5.0), (2.5, 1e-100, 1e50), (1e150, 0.5, 1e100), (1.01, 0.99, 0.3)]:
        limit = mpf(beta) / (4 * mpf(alpha) * mpf(m))
        for fraction in ("1e-18", "1e-9", "0.3", "0.5", "0.999", "0.999999999", "0.9999999999999"):
            p = float(limit * mpf(fraction))
            if p == 0 or not mpf(p) < limit:
                continue
            B, A, M, P = mpf(beta), mpf(alpha), mpf(m), mpf(p)
            g1, g2 = (B - 2 * A * M * P) / (2 * M), sqrt(B * (B - 4 * A * M * P)) / (2 * M)
            e1, e2 = g1 / A**2, g2 / A**2
            out.write(f"{alpha!r},{beta!r},{m!r},{p!r}," + ",".join(show(x) for x in (limit, g1 - g2, g1 + g2, e1 - e2, e1 + e2)) + "\n")

with open(FOLDER + "trees.csv", "w") as out:
    out.write("# src/test/golden/plackett_luce.py: mpmath 1.3.0, 500 digits; numerical derivative of p_omega rebuilt from edge probabilities\n")
    out.write("scores,tree_edges,edge,p_edge,p_omega,dp_omega_dp_edge\n")
    for c, s in scores.items():
        size = len(s)
        if size < 3 or max(s) - min(s) > 150:
            continue
        for shape in range(2):
            order = list(range(size))
            if shape:
                random.shuffle(order)
            edges = [(order[k], order[k - 1 if not shape else random.randrange(k)]) for k in range(1, size)]
            edges = [(i, k) if random.random() < 0.5 else (k, i) for i, k in edges]
            moved = random.randrange(len(edges))

            def ranking(p):
                score = {edges[0][0]: mpf(0)}
                while len(score) < size:
                    for n, (i, k) in enumerate(edges):
                        odds = log(p / (1 - p)) if n == moved else s[i] - s[k]
                        if i in score and k not in score:
                            score[k] = score[i] - odds
                        elif k in score and i not in score:
                            score[i] = score[k] + odds
                return p_ranking([score[k] for k in range(size)])

            i, k = edges[moved]
            p = 1 / (1 + exp(s[k] - s[i]))
            h = min(p, 1 - p) * mpf(10) ** -160
            slope = (ranking(p + h) - ranking(p - h)) / (2 * h)
            text = ";".join(f"{a + 1}-{b + 1}" for a, b in edges)
            out.write(f"{c},{text},{i + 1}-{k + 1},{show(p)},{show(p_ranking(s))},{show(slope)}\n")
