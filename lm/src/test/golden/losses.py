"""Golden numbers of the preference losses: losses.csv, one case a row, by mpmath with 50 digits from the formulas of the papers.

    python losses.py > ../resources/org/teeter/lm/loss/losses.csv

Where TRL is installed (1.16 was), its own cpo_loss and odds_ratio_loss are asked for the same cases and must agree to single precision.
"""
import random
import sys
from itertools import permutations
from types import SimpleNamespace

from mpmath import exp, log, mp, mpf

mp.dps = 50


def logsig(x):
    return -log(1 + exp(-x))


def dpo(c, beta):
    return -logsig(beta * (c.r[0] - c.r[1]))


def cdpo(c, beta, eps):
    d = beta * (c.r[0] - c.r[1])
    return -(1 - eps) * logsig(d) - eps * logsig(-d)


def rdpo(c, beta, eps):
    d = beta * (c.r[0] - c.r[1])
    return (-(1 - eps) * logsig(d) + eps * logsig(-d)) / (1 - 2 * eps)


def ipo(c, beta):
    return (c.r[0] / c.n[0] - c.r[1] / c.n[1] - 1 / (2 * beta)) ** 2


def ipo_sum(c, beta):
    return (c.r[0] - c.r[1] - 1 / (2 * beta)) ** 2


def hinge(c, beta):
    return max(mpf(0), 1 - beta * (c.r[0] - c.r[1]))


def cpo(c, beta, eps, alpha):
    d = beta * (c.p[0] - c.p[1])
    return -(1 - eps) * logsig(d) - eps * logsig(-d) - alpha * c.p[0] / c.n[0]


def simpo(c, beta, gamma):
    return -logsig(beta * (c.p[0] / c.n[0] - c.p[1] / c.n[1]) - gamma)


def orpo(c, beta):
    a, b = (exp(c.p[i] / c.n[i]) for i in (0, 1))
    return -log(a) - beta * logsig(log(a / (1 - a)) - log(b / (1 - b)))


def ranking(s):
    """By counting, without the product formula: the probability that exponential races end in this order, as a product of the
    shares of what is left."""
    total, out = mpf(0), mpf(1)
    for k in range(len(s) - 1):
        rest = [exp(x) for x in s[k:]]
        out *= rest[0] / sum(rest)
    return -log(out)


def pl(c, beta):
    s = [beta * r for r in c.r]
    # The probabilities of all orders sum to one.
    if len(s) <= 4:
        assert abs(sum(exp(-ranking(list(o))) for o in permutations(s)) - 1) < mpf(10) ** -40
    return ranking(s)


def pro(c, weight):
    p = [a / b for a, b in zip(c.p, c.n)]
    k = len(p)
    out = mpf(0)
    for i in range(k - 1):
        gaps = [c.w[i] - c.w[j] for j in range(i + 1, k)] if c.w else [mpf(1)] * (k - 1 - i)
        own = exp(max(gaps) * p[i])
        out -= log(own / (own + sum(exp(t * x) for t, x in zip(gaps, p[i + 1:]))))
    return out - weight * (k - 1) ** 2 * p[0]


CASES = [
    (dpo, [(mpf("0.1"),), (mpf("2"),)], (2, 2)),
    (cdpo, [(mpf("0.1"), mpf("0.1")), (mpf("1"), mpf("0.5"))], (2, 2)),
    (rdpo, [(mpf("0.1"), mpf("0.1")), (mpf("1"), mpf("0.375"))], (2, 2)),
    (ipo, [(mpf("0.1"),), (mpf("1"),)], (2, 2)),
    (ipo_sum, [(mpf("0.1"),), (mpf("1"),)], (2, 2)),
    (hinge, [(mpf("0.1"),), (mpf("0.01"),)], (2, 2)),
    (cpo, [(mpf("0.1"), mpf("0"), mpf("1")), (mpf("0.5"), mpf("0.25"), mpf("0.5"))], (2, 2)),
    (simpo, [(mpf("2"), mpf("0.5")), (mpf("10"), mpf("3"))], (2, 2)),
    (orpo, [(mpf("0.1"),), (mpf("1"),)], (2, 2)),
    (pl, [(mpf("0.1"),), (mpf("2"),)], (2, 6)),
    (pro, [(mpf("0.05"),), (mpf("0"),)], (2, 6)),
]


def draw(rng, low, high, size):
    """Log-probabilities on a grid of 1/64 nat, so that a double holds them exactly."""
    k = rng.randint(low, high)
    n = [rng.randint(1, 12) for _ in range(k)]
    p = [mpf(-rng.randint(1, 64 * size)) / 64 for _ in range(k)]
    q = [mpf(-rng.randint(1, 64 * size)) / 64 for _ in range(k)]
    w = sorted((mpf(rng.randint(-40, 40)) / 16 for _ in range(k)), reverse=True)
    return SimpleNamespace(p=p, q=q, n=n, w=w, r=[a - b for a, b in zip(p, q)])


def check_trl(rows):
    try:
        import torch
        from trl.experimental.cpo import CPOTrainer
        from trl.experimental.orpo import ORPOTrainer
    except ImportError:
        print("without TRL", file=sys.stderr)
        return
    device = SimpleNamespace(device="cpu")
    agreed = 0
    for f, parameters, c, value in rows:
        a, b = (torch.tensor([float(c.p[i])], dtype=torch.float64) for i in (0, 1))
        beta = float(parameters[0])
        if f is cpo:
            me = SimpleNamespace(alpha=0.0, accelerator=device, beta=beta, loss_type="sigmoid",
                                 label_smoothing=float(parameters[1]))
            got = CPOTrainer.cpo_loss(me, a, b)[0].item() - float(parameters[2] * c.p[0] / c.n[0])
        elif f is simpo:
            me = SimpleNamespace(alpha=0.0, accelerator=device, beta=beta, loss_type="simpo", label_smoothing=0.0,
                                 simpo_gamma=float(parameters[1]))
            got = CPOTrainer.cpo_loss(me, a / c.n[0], b / c.n[1])[0].item()
        elif f is orpo:
            me = SimpleNamespace(accelerator=device, beta=beta)
            got = -ORPOTrainer.odds_ratio_loss(me, a / c.n[0], b / c.n[1])[0].item() - float(c.p[0] / c.n[0])
        else:
            continue
        assert abs(got - float(value)) <= 1e-5 * max(1, abs(float(value))), (f.__name__, got, value)
        agreed += 1
    print(f"TRL agrees in {agreed} cases", file=sys.stderr)


def main():
    rng = random.Random(4)
    rows = []
    for f, settings, (low, high) in CASES:
        for parameters in settings:
            for size in (1, 8, 64, 400):
                c = draw(rng, low, high, size)
                if f is pro and rng.random() < 0.4:
                    c.w = []
                rows.append((f, parameters, c, f(c, *parameters)))
    check_trl(rows)
    print("# mpmath 1.3.0, 50 digits; regenerate with src/test/golden/losses.py")
    print("loss,parameters,policy,reference,tokens,worth,value")
    for f, parameters, c, value in rows:
        cells = [f.__name__]
        for numbers in (parameters, c.p, c.q, c.n, c.w):
            cells.append(";".join(repr(float(x)) for x in numbers))
        print(",".join(cells + [repr(float(value))]))


main()
