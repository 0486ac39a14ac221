#!/usr/bin/env python3
"""Writes values of distributions computed with mpmath at 60 digits, as hexadecimal doubles.

distributions.txt: a number for the function, its arguments, its value. The numbers are those of
the list in DistributionTests.swift.
"""
import random
from pathlib import Path

from mpmath import betainc, erfc, gammainc, loggamma, mp, mpf, ncdf, npdf, sqrt, log, pi

mp.dps = 60
source = random.Random(23)
smallest = mpf(2) ** -1021


def quantile(p):
    """The normal quantile by Newton's method on the logarithm of the tail."""
    p = mpf(p)
    tail = min(p, 1 - p)
    if tail == mpf(1) / 2:
        return mpf(0)
    x = -sqrt(-2 * log(tail)) if tail < 0.1 else (tail - mpf(1) / 2) * sqrt(2 * pi)
    for _ in range(60):
        below = erfc(-x / sqrt(mpf(2))) / 2
        step = log(below / tail) * below / npdf(x)
        x -= step
        if abs(step) < mpf(10) ** -50 * abs(x):
            break
    return x if p < 0.5 else -x


def upper(x):
    return erfc(mpf(x) / sqrt(mpf(2))) / 2


def ibeta(a, b, x, y):
    """The incomplete beta function from the side on which it is small."""
    a, b, x, y = mpf(a), mpf(b), mpf(x), mpf(y)
    if x * (b + 1) <= y * (a + 1):
        return betainc(a, b, 0, x, regularized=True)
    return 1 - betainc(b, a, 0, y, regularized=True)


def student(t, n):
    t, n = mpf(t), mpf(n)
    half = ibeta(n / 2, mpf(1) / 2, n / (n + t * t), t * t / (n + t * t)) / 2
    return half if t >= 0 else 1 - half


def fisher(f, m, n, lower=False):
    f, m, n = mpf(f), mpf(m), mpf(n)
    if lower:
        return ibeta(m / 2, n / 2, m * f / (n + m * f), n / (n + m * f))
    return ibeta(n / 2, m / 2, n / (n + m * f), m * f / (n + m * f))


def size(lo, hi):
    return 2.0 ** source.uniform(lo, hi)


def probability():
    kind = source.randint(0, 3)
    if kind == 0:
        return source.random()
    if kind == 1:
        return size(-1070, -1)
    return 1 - size(-52, -1) if kind == 2 else 0.5 + source.choice((-1, 1)) * size(-50, -2)


cases = []
for _ in range(400):
    x = source.choice((source.uniform(-38, 38), source.uniform(-3, 3), size(-40, 3)))
    cases += [(0, (x,), npdf(x)), (1, (x,), upper(-mpf(x))), (2, (x,), upper(x))]
    p = probability()
    cases.append((3, (p,), quantile(p)))
    x = source.choice((source.uniform(-6, 26), size(-40, 1)))
    cases.append((4, (x,), erfc(x)))
    x = source.choice((size(-60, 60), source.uniform(0.1, 15), 1 + size(-40, -1), 2 - size(-40, -1),
                       1 - size(-40, -1)))
    cases.append((5, (x,), loggamma(x)))
for _ in range(200):
    n = source.choice((float(source.randint(1, 30)), size(-2, 13)))
    t = source.choice((-1, 1)) * size(-6, 5)
    cases += [(6, (t, n), student(-mpf(t), n)), (7, (t, n), student(t, n))]
    m = source.choice((float(source.randint(1, 30)), size(-2, 13)))
    f = source.choice((size(-3, 3), size(-0.3, 0.3)))
    cases += [(8, (f, m, n), fisher(f, m, n, True)), (9, (f, m, n), fisher(f, m, n))]
    x = n * source.choice((size(-3, 2), size(-0.3, 0.3)))
    a, y = mpf(n) / 2, mpf(x) / 2
    cases += [(10, (x, n), gammainc(a, 0, y, regularized=True)),
              (11, (x, n), gammainc(a, y, regularized=True))]

with open(Path(__file__).parent / "distributions.txt", "w") as file:
    for number, arguments, value in cases:
        if value == 0 or abs(value) > smallest:
            words = (number, *arguments, value)
            file.write(" ".join(float(w).hex() for w in words) + "\n")
