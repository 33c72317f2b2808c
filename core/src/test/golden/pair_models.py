"""Probit, Davidson and Rao-Kupper fits in 40 digits, by Newton's method on dense matrices, as ModelsTest has them: scores of mean zero, standard
errors, the log-likelihood, and the sensitivity of the prediction 1:3 to the share of 0:2.  mpmath 1.3.0.  Run: python pair_models.py
"""
from mpmath import exp, log, lu_solve, matrix, mp, mpf, ncdf, npdf, nstr, sqrt, workdps

mp.dps = 40
ITEMS = 4
PROBIT = [(0, 1, 31, 9), (1, 2, 12, 28), (2, 3, 25, 15), (0, 3, 7, 33), (0, 2, 18, 22)]
DAVIDSON = [(0, 1, 30, 8, 12), (1, 2, 10, 25, 5), (2, 3, 20, 14, 9), (0, 3, 6, 31, 4), (0, 2, 15, 20, 10)]


def maximum(derivatives, parameters, last=0, enough=mpf(10) ** -35):
    theta = [mpf(0)] * (parameters - 1) + [mpf(last)]
    step = mpf(1)
    while step > enough:
        gradient, hessian = derivatives(theta)
        d = lu_solve(hessian, -gradient)
        theta = [t + x for t, x in zip(theta, d)]
        step = max(abs(x) for x in d)
    return theta, derivatives(theta)[1]


def along(a, b):
    """The ends of a pair that are parameters, item 0 being fixed at 0, with their signs."""
    return [(i - 1, sign) for i, sign in ((a, 1), (b, -1)) if i]


def probit(theta):
    s = [mpf(0)] + theta
    gradient, hessian = matrix(ITEMS - 1, 1), matrix(ITEMS - 1)
    for a, b, won, lost in PROBIT:
        x = s[a] - s[b]
        r, back = npdf(x) / ncdf(x), npdf(x) / ncdf(-x)
        slope = lost * back - won * r
        curvature = lost * back * (back - x) + won * r * (r + x)
        for i, sign in along(a, b):
            gradient[i] += sign * slope
            for j, other in along(a, b):
                hessian[i, j] += sign * other * curvature
    return gradient, hessian


def davidson(theta):
    s, tau = [mpf(0)] + theta[:-1], theta[-1]
    last = ITEMS - 1
    gradient, hessian = matrix(ITEMS, 1), matrix(ITEMS)
    for a, b, won, lost, tied in DAVIDSON:
        win, loss, tie = outcomes(s[a] - s[b], tau)
        n = won + lost + tied
        mean = (win - loss) / 2
        gradient[last] += n * tie - tied
        hessian[last, last] += n * tie * (1 - tie)
        for i, sign in along(a, b):
            gradient[i] += sign * (n * mean - mpf(won - lost) / 2)
            hessian[i, last] -= sign * n * mean * tie
            hessian[last, i] -= sign * n * mean * tie
            for j, other in along(a, b):
                hessian[i, j] += sign * other * n * ((win + loss) / 4 - mean**2)
    return gradient, hessian


def rao_kupper(theta):
    """By differences of the likelihood in 40 more digits, since that is what the formulas of the model are held against."""
    h = mpf(10) ** -15
    gradient, hessian = matrix(ITEMS, 1), matrix(ITEMS)

    def at(*moves):
        moved = list(theta)
        for k, step in moves:
            moved[k] += step
        return -log_likelihood([mpf(0)] + moved[:-1], moved[-1], thresholds)

    with workdps(80):
        for i in range(ITEMS):
            gradient[i] = (at((i, h)) - at((i, -h))) / (2 * h)
            for j in range(ITEMS):
                hessian[i, j] = (at((i, h), (j, h)) - at((i, h), (j, -h)) - at((i, -h), (j, h)) + at((i, -h), (j, -h))) / (4 * h * h)
    return gradient, hessian


def thresholds(x, tau):
    win, loss = 1 / (1 + exp(tau - x)), 1 / (1 + exp(tau + x))
    return [win, loss, 1 - win - loss]


def log_likelihood(s, tau, probabilities):
    return sum(n * log(p) for a, b, *seen in DAVIDSON for n, p in zip(seen, probabilities(s[a] - s[b], tau)))


def outcomes(x, tau):
    weights = [exp(x / 2), exp(-x / 2), exp(tau)]
    return [w / sum(weights) for w in weights]


def show(name, theta, hessian):
    s = [mpf(0)] + theta[: ITEMS - 1]
    inverse = hessian**-1
    covariance = matrix(ITEMS)
    for i in range(ITEMS - 1):
        for j in range(ITEMS - 1):
            covariance[i + 1, j + 1] = inverse[i, j]
    centre = matrix(ITEMS)
    for i in range(ITEMS):
        for j in range(ITEMS):
            centre[i, j] = mpf(i == j) - mpf(1) / ITEMS
    covariance = centre * covariance * centre
    print(name, [nstr(x - sum(s) / ITEMS, 20) for x in s], [nstr(sqrt(covariance[i, i]), 20) for i in range(ITEMS)])
    return s, inverse


theta, hessian = maximum(probit, ITEMS - 1)
s, _ = show("probit", theta, hessian)
print(nstr(sum(w * log(ncdf(s[a] - s[b])) + l * log(ncdf(s[b] - s[a])) for a, b, w, l in PROBIT), 20))

theta, hessian = maximum(davidson, ITEMS)
s, inverse = show("davidson", theta, hessian)
print("tie", nstr(theta[-1], 20), nstr(sqrt(inverse[ITEMS - 1, ITEMS - 1]), 20))
print(nstr(sum(n * log(p) for a, b, *seen in DAVIDSON for n, p in zip(seen, outcomes(s[a] - s[b], theta[-1]))), 20))
pull = matrix(ITEMS, 1)
pull[1] = -sum(DAVIDSON[4][2:])  # the score of item 2 is parameter 1
response = lu_solve(hessian, pull)
p = 1 / (1 + exp(s[3] - s[1]))
print("S", nstr(p * (1 - p) * (response[0] - response[2]), 20))

theta, hessian = maximum(rao_kupper, ITEMS, last=0.5, enough=mpf(10) ** -25)
s, inverse = show("Rao-Kupper", theta, hessian)
print("tie", nstr(theta[-1], 20), nstr(sqrt(inverse[ITEMS - 1, ITEMS - 1]), 20))
print(nstr(log_likelihood(s, theta[-1], thresholds), 20))
pull = matrix(ITEMS, 1)  # -d gradient / dy of the pair 0:2: n times what a loss says less what a win says
x, n = s[0] - s[2], sum(DAVIDSON[4][2:])
win, loss = 1 / (1 + exp(x - theta[-1])), 1 / (1 + exp(-x - theta[-1]))  # what each outcome's probability lacks to one
pull[1] = -n * (win + loss)
pull[3] = n * (loss - win)
response = lu_solve(hessian, pull)
p = 1 / (1 + exp(s[3] - s[1]))
print("S", nstr(p * (1 - p) * (response[0] - response[2]), 20))
