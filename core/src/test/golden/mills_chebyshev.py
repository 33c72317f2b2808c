"""Chebyshev coefficients of the Mills ratio, as used by org.teeter.link.Normal.

The function is (1 + x) * (1 - Phi(x)) / phi(x) for x >= 0, in t = (x - 5) / (x + 5), which maps [0, inf) to [-1, 1) and makes it
smooth at both ends.  Interpolation in 64 Chebyshev nodes at 60 digits (mpmath 1.3.0); the first coefficient that is left out is below
1e-17 of the value.  Run: python mills_chebyshev.py
"""
from mpmath import mp, mpf, cos, pi, erfc, exp, sqrt

mp.dps = 60
K, NODES, KEPT = 5, 64, 27


def scaled_mills(t):
    x = K * (1 + t) / (1 - t)
    return (1 + x) * sqrt(pi / 2) * exp(x * x / 2) * erfc(x / sqrt(2))


theta = [pi * (j + mpf(1) / 2) / NODES for j in range(NODES)]
f = [scaled_mills(cos(a)) for a in theta]
for i in range(KEPT):
    c = (2 - (i == 0)) * sum(fj * cos(i * a) for fj, a in zip(f, theta)) / NODES
    print(repr(float(c)) + ",")
