"""Golden areas of M-sensitive regions (paper, Definition 4) of links without a closed form.

Writes ../resources/org/teeter/paper/areas.csv.  mpmath 1.3.0, 40 digits.  One-dimensional integrals, each over another variable
than the library uses:
  probit          2 ∫_0^∞ φ(t) Φ(-(t/2 + log(M)/t)) dt                                       (over y = -t, where S is monotone in x)
  t with ν = 1, 2, 3, and sech: 2 ∫ (p_kj(z2) - p_kj(z1)) dp_ik over x, from g'(z) = M g'(x), ν = 1 being the Cauchit
  log-log         ∫_M^∞ (1 - (v/M)^(-1/(v-1))) e^-v dv + ∫_0^1 (v/M)^(1/(1-v)) e^-v dv, v = -log p_kj, for M >= 1
Run in this folder: python areas.py
"""
from mpmath import mp, mpf, acosh, asin, atan, cosh, erfc, exp, expm1, inf, linspace, log, nstr, pi, quad, sqrt

mp.dps = 40


def probit(M):
    f = lambda t: exp(-t * t / 2) / sqrt(2 * pi) * erfc((t / 2 + log(M) / t) / sqrt(2)) / 2
    peak = sqrt(2 * log(M)) if M > 1 else mpf(1)
    return 2 * quad(f, [0, peak / 8, peak / 4, peak / 2, peak, peak + 1, peak + 2, peak + 4, peak + 8, peak + 30])


def by_score(tail, density, reach, x0, points):
    def f(x):
        r = reach(x)
        return (tail(x - r) - tail(x + r)) * density(x)

    # x = x0 + s^2 takes the root at x0 away
    return 2 * quad(lambda s: f(x0 + s * s) * 2 * s, points)


def student(nu, M):
    nu = mpf(nu)
    k = mpf(M) ** (2 / (nu + 1))
    x0 = sqrt(nu * (k - 1))
    tails = {
        1: lambda x: atan(1 / x) / pi,
        2: lambda x: 1 / (sqrt(2 + x * x) * (sqrt(2 + x * x) + x)),
        3: lambda x: (atan(sqrt(nu) / x) - sqrt(nu) * x / (x * x + 3)) / pi,
    }
    upper = tails[int(nu)]
    tail = lambda x: mpf(1) / 2 if x == 0 else upper(x) if x > 0 else 1 - upper(-x)
    constant = {1: 1 / pi, 2: 1 / (2 * sqrt(mpf(2))), 3: 2 / (pi * sqrt(mpf(3)))}[int(nu)]
    density = lambda x: constant * (1 + x * x / nu) ** (-(nu + 1) / 2)
    reach = lambda x: sqrt(max(mpf(0), (x * x - x0 * x0) / k))
    scale = sqrt(x0 + 1)
    return by_score(tail, density, reach, x0, [0] + [scale * mpf(2) ** e for e in range(-6, 90, 2)] + [inf])


def sech(M):
    x0 = 2 / pi * acosh(mpf(M))
    tail = lambda x: 2 / pi * atan(exp(-pi * x / 2))
    density = lambda x: 1 / (2 * cosh(pi * x / 2))
    reach = lambda x: 2 / pi * acosh(max(mpf(1), cosh(pi * x / 2) / M))
    return by_score(tail, density, reach, x0, list(linspace(0, 12, 49)))


def loglog(M):
    a = quad(lambda v: (1 - (v / M) ** (-1 / (v - 1))) * exp(-v), [M + d for d in list(linspace(0, 20, 41)) + [30, 40, 60, 100, 200]])
    L = log(M) + 1
    b = quad(lambda v: (v / M) ** (1 / (1 - v)) * exp(-v), [0, 1 / (64 * L), 1 / (16 * L), 1 / (4 * L), 1 / L, 2 / L, 4 / L, mpf(1)] if L > 5 else linspace(0, 1, 33))
    return a + b


if __name__ == "__main__":
    with open("../resources/org/teeter/paper/areas.csv", "w") as out:
        out.write("# src/test/golden/areas.py: mpmath 1.3.0, 40 digits\nlink,m,area\n")
        for m in ("1.0625", "1.5", "2", "4.5", "10", "75", "1000", "1e5", "1e9"):
            M = mpf(float(m))
            rows = [("probit", probit(M)), ("cauchit", student(1, M)), ("student_t2", student(2, M)), ("student_t3", student(3, M)), ("hyperbolic_secant", sech(M)), ("loglog_gumbel", loglog(M))]
            for name, area in rows:
                out.write(f"{name},{m},{nstr(area, 17)}\n")
            print(m)
