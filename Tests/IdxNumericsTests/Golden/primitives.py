#!/usr/bin/env python3
"""Writes reference values of linear systems, rotations and partitions, as hexadecimal doubles.

What is not said otherwise is computed with mpmath at 60 digits, or in rationals, from the definition.

inverses.txt: n, 1 iff symmetric and positive definite, the matrix, the determinant, the logarithm of
  its absolute value, the inverse.
covariances.txt: rows, columns, the matrix, y, then for equal errors and HC0 to HC3 the covariance of
  the coefficients; statsmodels gives the same to 9 digits.
varimax.txt: rows, columns, the loadings, the turned ones, by the iteration of singular values.
breaks.txt: n, classes, the values, the class of each, the sum of squares; over all partitions.
kmeans.txt: rows, columns, clusters, the objects, the start, then clusters and sum of squares of
  scikit-learn from that start.
"""
import itertools
import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from mpmath import diag, eye, log, matrix, mp, mpf
from sklearn.cluster import KMeans

mp.dps = 60
HERE = Path(__file__).parent
source = random.Random(23)


def line(file, *words):
    file.write(" ".join(float(w).hex() for w in words) + "\n")


def flat(rows):
    return [x for row in rows for x in row]


def gauss(m, n):
    return [[source.gauss(0, 1) for _ in range(n)] for _ in range(m)]


with open(HERE / "inverses.txt", "w") as file:
    cases = [(gauss(n, n), 0) for n in (1, 2, 3, 5, 8, 12) for _ in range(2)]
    cases += [([[0.0, 2.0], [3.0, 4.0]], 0), ([[0.0, 1, 0], [0, 0, 2], [4, 0, 0]], 0)]
    for n in (2, 3, 5, 8, 12) * 2:
        a = np.array(gauss(n + 3, n))
        cases.append((np.corrcoef(a, rowvar=False).tolist() if n > 2 else (a.T @ a).tolist(), 1))
    # D. Hilbert's matrices times their common denominator, so that their elements are exact.
    cases += [([[27720.0 / (i + j + 1) for j in range(n)] for i in range(n)], 1) for n in (3, 5, 6)]
    for rows, positive in cases:
        if positive:  # Symmetric to the last bit.
            rows = [[rows[max(i, j)][min(i, j)] for j in range(len(rows))] for i in range(len(rows))]
        a = matrix(rows)
        d = mp.det(a)
        line(file, len(rows), positive, *flat(rows), d, log(abs(d)), *list(a ** -1))

with open(HERE / "covariances.txt", "w") as file:
    for m, n in [(6, 1), (10, 3), (25, 4), (40, 6)]:
        rows = [[1.0] + [source.gauss(0, 1) for _ in range(n - 1)] for _ in range(m)]
        y = [sum(r) + source.gauss(0, 1) * (1 + abs(r[-1])) for r in rows]
        x, t = matrix(rows), matrix(y)
        inverse = (x.T * x) ** -1
        e = t - x * (inverse * x.T * t)
        h = [(x[i, :] * inverse * x[i, :].T)[0] for i in range(m)]
        weights = [[mpf(1)] * m] + [[f(e[i] ** 2, h[i]) for i in range(m)] for f in (
            lambda s, h: s, lambda s, h: s * m / (m - n), lambda s, h: s / (1 - h),
            lambda s, h: s / (1 - h) ** 2)]
        weights[0] = [sum(v * v for v in e) / (m - n)] * m
        results = [inverse * x.T * diag(w) * x * inverse for w in weights]
        fit = sm.OLS(np.array(y), np.array(rows)).fit()
        theirs = [fit.cov_params()] + [fit.get_robustcov_results(k).cov_params() for k in
                                       ("HC0", "HC1", "HC2", "HC3")]
        for ours, other in zip(results, theirs):
            assert np.allclose(np.array(ours.tolist(), dtype=float), other, rtol=1e-9)
        line(file, m, n, *flat(rows), *y, *(v for r in results for v in r))

with open(HERE / "varimax.txt", "w") as file:
    for m, n in [(4, 2), (6, 2), (8, 3), (10, 3), (12, 4), (5, 1)]:
        rows = gauss(m, n)
        with mp.workdps(30):
            lengths = [mp.sqrt(sum(mpf(v) ** 2 for v in r)) for r in rows]
            a = matrix([[mpf(v) / s for v in r] for r, s in zip(rows, lengths)])
            rotation = eye(n)
            for _ in range(5000):
                b = a * rotation
                cubes = b.apply(lambda v: v ** 3)
                means = diag([sum(b[i, j] ** 2 for i in range(m)) / m for j in range(n)])
                u, _, v = mp.svd_r(a.T * (cubes - b * means))
                after = u * v
                change = mp.norm(after - rotation, mp.inf)
                rotation = after
                if change < mpf(10) ** -20:
                    break
            else:
                raise SystemExit("varimax did not settle")
            turned = diag(lengths) * a * rotation
        line(file, m, n, *flat(rows), *list(turned))


def cost(values):
    mean = sum(values) / len(values)
    return sum((v - mean) ** 2 for v in values)


with open(HERE / "breaks.txt", "w") as file:
    cases = [([1.0, 2, 4, 5, 7, 9, 10, 20], k) for k in (1, 2, 3, 4, 8)]
    for n, k in [(5, 2), (9, 3), (12, 4), (13, 5), (12, 2), (14, 3)]:
        cases.append(([round(source.gauss(0, 3), 1) for _ in range(n)], k))
        cases.append(([1e6 + source.random() for _ in range(n)], k))
    for values, k in cases:
        distinct = sorted(set(values))
        exact = {v: Fraction(v) for v in values}
        best = None
        for inner in itertools.combinations(range(1, len(distinct)), k - 1):
            starts = (0,) + inner + (len(distinct),)
            classes = {v: c for c in range(k) for v in distinct[starts[c]:starts[c + 1]]}
            total = sum(cost([exact[v] for v in values if classes[v] == c]) for c in range(k))
            if best is None or (total, inner[::-1]) < best[0]:
                best = ((total, inner[::-1]), classes)
        line(file, len(values), k, *values, *(best[1][v] for v in values), best[0][0])

with open(HERE / "kmeans.txt", "w") as file:
    for m, n, k in [(10, 1, 2), (30, 2, 3), (40, 3, 4), (60, 4, 5)]:
        shifts = gauss(k, n)
        rows = [[4 * shifts[i % k][j] + source.gauss(0, 1) for j in range(n)] for i in range(m)]
        start = rows[:k]
        fit = KMeans(k, init=np.array(start), n_init=1, tol=0, max_iter=1000).fit(np.array(rows))
        line(file, m, n, k, *flat(rows), *flat(start), *fit.labels_, fit.inertia_)
