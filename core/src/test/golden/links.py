"""Golden points of every link: quantiles, composition (paper, Eq. (1)) and sensitivities (Eq. (2)).

Writes ../resources/org/teeter/link/links.csv.  mpmath 1.3.0, 350 digits.  A decimal stands for its nearest double, `1-x` for one minus
the double x; results are printed with 17 digits, and as 0 below 1e-320.  Run in this folder: python links.py
"""
from mpmath import mp, mpf, atan, cot, erfc, erfinv, exp, expm1, fabs, gamma, log, log1p, nstr, pi, sqrt, tan

mp.dps = 350  # 1 - 1e-300 must differ from 1


def tail_quantile(tail, m, start):
    """x > 0 with tail(x) = m, by the secant method on log tail over log x."""
    def f(t):
        return log(tail(exp(t))) - log(m)

    t0, t1 = log(start), log(start) + mpf("0.01")
    f0, f1 = f(t0), f(t1)
    for _ in range(200):
        if f1 == f0 or fabs(t1 - t0) < mpf(10) ** (15 - mp.dps):
            return exp(t1)
        t0, t1, f0 = t1, t1 - f1 * (t1 - t0) / (f1 - f0), f1
        f1 = f(t1)
    raise ArithmeticError(f"no quantile at {m}")


def student(nu):
    nu = mpf(nu)
    beta = gamma(nu / 2) * sqrt(pi) / gamma((nu + 1) / 2)

    def tail(x):
        w = nu / (nu + x * x)
        if x == 0:
            return mpf(1) / 2
        if nu > 100:  # the series in 1 - w, small here, after Euler's transformation
            return w ** (nu / 2) * sqrt(1 - w) * mp.hyp2f1(1, nu / 2 + mpf(1) / 2, nu / 2 + 1, w) / (nu * beta)
        # the hypergeometric series of the incomplete beta function: no cancellation
        return w ** (nu / 2) * mp.hyp2f1(nu / 2, mpf(1) / 2, nu / 2 + 1, w) / (nu * beta)

    def log_density(x):
        return -(nu + 1) / 2 * log1p(x * x / nu) - log(sqrt(nu) * beta)

    def upper(m):
        if m == mpf(1) / 2:
            return mpf(0)
        start = max(sqrt(nu) * (m * nu * beta) ** (-1 / nu) if m < 1e-3 or nu < 4 else mpf(1), (mpf(1) / 2 - m) * sqrt(nu) * beta)
        if nu > 20:
            start = sqrt(2) * erfinv(1 - 2 * m) if m > 1e-50 else sqrt(-2 * log(m))
        return tail_quantile(tail, m, start)

    return symmetric(tail, upper, log_density)


def symmetric(tail, upper, log_density):
    def pair(x):
        m = tail(fabs(x))
        return (1 - m, m) if x >= 0 else (m, 1 - m)

    def quantile(p, q):
        return upper(q) if q < p else -upper(p)

    return pair, quantile, log_density


def normal_upper(m):
    if m == mpf(1) / 2:
        return mpf(0)
    return tail_quantile(lambda x: erfc(x / sqrt(2)) / 2, m, sqrt(-2 * log(m)) if m < 0.1 else (mpf(1) / 2 - m) * sqrt(2 * pi))


def gumbel_pair(x):
    w = exp(-x)
    return exp(-w), -expm1(-w)


def gumbel_quantile(p, q):
    return -log(-log1p(-q) if q < p else -log(p))


LINKS = {
    "logistic": symmetric(lambda x: exp(-x) / (1 + exp(-x)), lambda m: log1p(-m) - log(m), lambda x: -fabs(x) - 2 * log1p(exp(-fabs(x)))),
    "probit": symmetric(lambda x: erfc(x / sqrt(2)) / 2, normal_upper, lambda x: -x * x / 2 - log(2 * pi) / 2),
    "cauchit": symmetric(lambda x: atan(1 / x) / pi if x else mpf(1) / 2, lambda m: cot(pi * m), lambda x: -log(pi) - log1p(x * x)),
    "laplace": symmetric(lambda x: exp(-x) / 2, lambda m: -log(2 * m), lambda x: -fabs(x) - log(2)),
    "student_t2": student(2),
    "student_t3": student(3),
    "student_t1.5": student("1.5"),
    "student_t5": student(5),
    "student_t40": student(40),
    "student_t1000": student(1000),
    "student_t100000": student(100000),
    "hyperbolic_secant": symmetric(lambda x: 2 / pi * atan(exp(-pi * x / 2)), lambda m: -2 / pi * log(tan(pi * m / 2)), lambda x: -log(exp(pi * x / 2) + exp(-pi * x / 2))),
    "loglog_gumbel": (gumbel_pair, gumbel_quantile, lambda x: -x - exp(-x)),
    "cloglog_gumbel": (
        lambda x: gumbel_pair(-x)[::-1],
        lambda p, q: -gumbel_quantile(q, p),
        lambda x: x - exp(x),
    ),
}

POINTS = [
    ("0.99", "0.02"), ("0.3", "0.6"), ("0.5", "0.75"), ("0.5000001", "0.4999998"), ("1e-300", "1-1e-300"), ("1-1e-300", "2e-300"),
    ("1-1e-16", "1e-16"), ("1-1e-16", "1.1e-16"), ("1-3e-9", "3.0000001e-9"), ("1e-12", "1e-40"), ("1-1e-12", "1-1e-20"),
    ("1e-200", "0.7"), ("0.7", "1-1e-200"), ("1e-5", "0.9999"), ("0.25", "0.9"), ("1-1e-100", "0.01"), ("0.123456789", "1-1e-8"),
]


def number(text):
    if text.startswith("1-"):
        q = mpf(float(text[2:]))
        return 1 - q, q
    p = mpf(float(text))
    return p, 1 - p


def show(value):
    return "0" if 0 < fabs(value) < mpf("1e-320") or value == 0 else nstr(value, 17, strip_zeros=False)


if __name__ == "__main__":
    with open("../resources/org/teeter/link/links.csv", "w") as out:
        out.write("# src/test/golden/links.py: mpmath 1.3.0, 350 digits; values below 1e-320 as 0\n")
        out.write("link,p_ik,p_kj,ginv_pik,ginv_pkj,p_ij,q_ij,s_ik,s_kj,log_s_ik,log_s_kj\n")
        for name, (pair, quantile, log_density) in LINKS.items():
            for a, b in POINTS:
                x, y = quantile(*number(a)), quantile(*number(b))
                z = x + y
                p, q = pair(z)
                sa, sb = log_density(z) - log_density(x), log_density(z) - log_density(y)
                row = [x, y, p, q, exp(sa), exp(sb), sa, sb]
                out.write(",".join([name, a, b] + [show(v) for v in row]) + "\n")
            print(name)
