#!/usr/bin/env python3
"""Writes eigenvalues and least squares computed with mpmath at 60 digits, as hexadecimal doubles.

principal.txt: n, the matrix, the largest eigenvalue, its vector with sum 1.
symmetric.txt: n, the matrix, the eigenvalues from the greatest.
squares.txt: rows, columns, the matrix, b, the coefficients.
"""
import random
from pathlib import Path

from mpmath import matrix, mp, mpf

mp.dps = 60
HERE = Path(__file__).parent
source = random.Random(11)


def line(file, *words):
    file.write(" ".join(float(w).hex() for w in words) + "\n")


def reciprocal(n, upper):
    """The matrix of pairwise judgements whose upper half is given, as doubles."""
    rows = [[1.0] * n for _ in range(n)]
    it = iter(upper)
    for i in range(n):
        for j in range(i + 1, n):
            v = next(it)
            rows[i][j], rows[j][i] = v, 1 / v
    return rows


def principal(rows):
    n = len(rows)
    m = matrix(rows)
    for _ in range(9):  # The 512th power, scaled.
        m = m * m
        m /= max(abs(x) for x in m)
    v = m * matrix([mpf(1)] * n)
    for _ in range(40):
        v = matrix(rows) * v
        v /= sum(v)
    return sum(matrix(rows) * v), list(v)


with open(HERE / "principal.txt", "w") as file:
    cases = [reciprocal(3, [3, 5, 3]), reciprocal(3, [1 / 2, 4, 7]), reciprocal(2, [9]), [[2.0]],
             reciprocal(4, [2, 4, 8, 2, 4, 2]), reciprocal(3, [9, 1 / 9, 9]),
             # T. L. Saaty, 1980: choosing a house by eight criteria.
             reciprocal(8, [5, 3, 7, 6, 6, 1/3, 1/4, 1/3, 5, 3, 3, 1/5, 1/7, 6, 3, 4, 6, 1/5,
                            1/3, 1/4, 1/7, 1/8, 1/2, 1/5, 1/6, 1/5, 1/6, 1/2])]
    scale = [1 / k for k in range(9, 1, -1)] + list(range(1, 10))
    for n in list(range(3, 16)) * 2:
        cases.append(reciprocal(n, [source.choice(scale) for _ in range(n * (n - 1) // 2)]))
    for n in (2, 5, 9):
        cases.append([[source.uniform(0.1, 3) for _ in range(n)] for _ in range(n)])
    for rows in cases:
        value, vector = principal(rows)
        line(file, len(rows), *(x for row in rows for x in row), value, *vector)

with open(HERE / "symmetric.txt", "w") as file:
    for n in [1, 2, 3, 4, 5, 8, 12] * 2:
        rows = [[0.0] * n for _ in range(n)]
        for i in range(n):
            for j in range(i, n):
                rows[i][j] = rows[j][i] = 1.0 if i == j else source.uniform(-1, 1)
        values = mp.eigsy(matrix(rows), eigvals_only=True)
        line(file, n, *(x for row in rows for x in row), *sorted(values, reverse=True))

with open(HERE / "squares.txt", "w") as file:
    for m, n in [(1, 1), (2, 2), (3, 2), (5, 5), (10, 3), (20, 6), (30, 1)] * 2:
        rows = [[source.gauss(0, 1) for _ in range(n)] for _ in range(m)]
        b = [source.gauss(0, 1) for _ in range(m)]
        a = matrix(rows)
        x = mp.lu_solve(a.T * a, a.T * matrix(b))
        line(file, m, n, *(v for row in rows for v in row), *b, *x)
