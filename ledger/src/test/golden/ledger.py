"""Golden numbers of the ledger, by other routes than its own where there are any.

Writes ../resources/org/teeter/ledger/reals.csv (elementary functions) and evidence.csv (numbers that verdicts rest on, by the names the
ledger gives them).  mpmath 1.3.0, 70 digits, 45 printed.
Run in this folder: python ledger.py
"""
from mpmath import mp, mpf, atan, atanh, diff, exp, log, lu_solve, matrix, nstr, quad, sqrt, tanh

mp.dps = 70
SHOWN = 45


def text(x):
    return nstr(x, SHOWN, min_fixed=-5, max_fixed=10)


functions = {"exp": exp, "log": log, "sqrt": sqrt, "atan": atan, "artanh": atanh}
points = {
    "exp": ["-700", "-40.5", "-1e-30", "0.25", "3", "100"],
    "log": ["1e-300", "1e-20", "0.99999999999999999999", "2", "123456.789"],
    "sqrt": ["1e-40", "0.5", "2", "12345678901234567890"],
    "atan": ["-3", "1e-15", "0.70710678118654752440", "1e8"],
    "artanh": ["1e-12", "0.1", "0.5", "0.999999999999"],
}
with open("../resources/org/teeter/ledger/reals.csv", "w") as out:
    out.write("# mpmath 1.3.0, 70 digits; regenerate with golden/ledger.py\nfunction,x,value\n")
    for name, places in points.items():
        for x in places:
            out.write(f"{name},{x},{text(functions[name](mpf(x)))}\n")


def bt(a, b):
    return a * b / (a * b + (1 - a) * (1 - b))


def slope(a, b):
    return diff(lambda t: bt(t, b), a)


def area(m):  # in p_ik: of b(1-b) > M D^2 at fixed a, a quadratic in b; twice the part with a > 1/2
    m = mpf(m)

    def width(a):
        c, d = 1 - a, 2 * a - 1
        square = m * d * d + 1
        half = mpf(1) / 2 - m * c * d
        inside = half * half - square * m * c * c
        return 2 * sqrt(inside) / square if inside > 0 else mpf(0)

    tip = (1 + sqrt(1 - 1 / m)) / 2
    # a = tip + (1 - tip) t^2 takes the root at the tip away
    return 2 * quad(lambda t: width(tip + (1 - tip) * t * t) * 2 * t * (1 - tip), [0, 0.5, 1])


def pl(w):
    p = mpf(1)
    for u in range(len(w) - 1):
        p *= w[u] / sum(w[u:])
    return p


def of_model(s):  # derivatives of p_123 by p_312 and p_321, from the Jacobian in (w1, w2)
    w = [exp(mpf(x)) for x in s]
    x, y = w[0] / w[2], w[1] / w[2]
    f = lambda a, b: pl([a, b, 1])
    uv = lambda a, b: pl([1, a, b])
    vu = lambda a, b: pl([1, b, a])
    jacobian = matrix([[diff(uv, (x, y), n), diff(vu, (x, y), n)] for n in ((1, 0), (0, 1))])
    return lu_solve(jacobian, matrix([diff(f, (x, y), n) for n in ((1, 0), (0, 1))]))


def ends():  # p_23 at which the slope is 10
    a = mpf("0.99")
    return [mp.findroot(lambda b: b * (1 - b) - 10 * (a * b + (1 - a) * (1 - b)) ** 2, x) for x in ("0.0012", "0.0745")]


def logit(p):
    return log(p / (1 - p))


def triangle(a, b):  # of the fit to three pairs compared equally often, by the Laplacian's inverse (mathematics, §7.6)
    p = bt(a, b)
    laplacian = matrix([[0, 0], [0, 0]])  # item k is the ground
    for w, edge in ((a, (1, 0)), (b, (0, -1)), (p, (1, -1))):
        e = matrix(edge)
        laplacian += w * (1 - w) * e * e.T
    return p * (1 - p) * (matrix([[1, -1]]) * lu_solve(laplacian, matrix([1, 0])))[0]


def p_ijk(a, b):
    return a * b * (1 - b) / (1 - a + a * b)


a99, b02 = mpf("0.99"), mpf("0.02")
rows = {
    ("Ex. 1: .96", "p_ij(0.9999, 0.02)"): bt(mpf("0.9999"), b02),
    ("Ex. 1: .50", "p_ij(0.9801, 0.02)"): bt(mpf("0.9801"), b02),
    ("Ex. 1: Ω_20", "∂p_ij/∂p_ik at (0.99, 0.02)"): slope(a99, b02),
    ("Ex. 1: Ω_20", "γ0 at M = 20, p_kj = 0.02"): mp.findroot(
        lambda a: b02 * (1 - b02) - 20 * (a * b02 + (1 - a) * (1 - b02)) ** 2, "0.988"
    ),
    ("Ex. 1: units", "upwards, per unit"): (bt(mpf("0.9999"), b02) - bt(a99, b02)) / mpf("0.0099"),
    ("Ex. 1: units", "downwards, per unit"): (bt(a99, b02) - bt(mpf("0.9801"), b02)) / mpf("0.0099"),
    ("Prop. 1", "A(2)"): area(2),
    ("Prop. 1", "A(10)"): area(10),
    ("§4: step of .05", "lower end of Ω_10"): ends()[0],
    ("§4: step of .05", "upper end of Ω_10"): ends()[1],
    ("§4: D(ω, .99, .01)", "∂p_13/∂p_12"): slope(a99, mpf("0.01")),
}
for a in ("0.5", "0.9", "0.99", "0.999"):
    rows[("§2.3: dominance", f"∂p_ij/∂p_ik at ({a}, 0.9)")] = slope(mpf(a), mpf("0.9"))
rows[("§3.1: trade-off", "∂p_ij/∂p_ik at (0.99, 0.99)")] = slope(a99, a99)
rows[("§3.1: trade-off", "∂p_ij/∂p_ik at (0.99, 0.02), (i, j) compared as often")] = triangle(a99, b02)
apart = logit(mpf("0.9999")) - logit(mpf("0.9801"))
rows[("§4: second observation", "difference of p_23 at one p_13")] = tanh(apart / 4)
rows[("§4: second observation", "difference of p_13 at one p_23")] = tanh(apart / 4)
rows[("§3.1: K-tuple models", "change of p_ω, K = 3")] = p_ijk(mpf("0.9999"), b02) - p_ijk(mpf("0.9801"), b02)
for s in (("0", "0", "0"), ("3", "0", "-3"), ("0", "0", "-5")):
    made = of_model(s)
    name = "s = (" + ", ".join(s) + ")"
    rows[("Eq. (9)", f"∂p_ω/∂p_uv of the model, {name}")] = made[0]
    rows[("Eq. (9)", f"∂p_ω/∂p_vu of the model, {name}")] = made[1]
with open("../resources/org/teeter/ledger/evidence.csv", "w") as out:
    out.write("# mpmath 1.3.0, 70 digits; regenerate with golden/ledger.py\nclaim;number;value\n")
    for (claim, number), value in rows.items():
        out.write(f"{claim};{number};{text(value)}\n")
