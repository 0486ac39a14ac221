#!/usr/bin/env python3
"""Writes linear programs and what SciPy's HiGHS finds of them, as hexadecimal doubles.

programs.txt: variables, conditions, the objective to be maximised, for each condition its
coefficients, its relation (-1 at most, 0 equal, 1 at least) and its bound, the lower and the upper
bounds, then 0 (optimal), 1 (infeasible) or 2 (unbounded) and the objective reached.
"""
import random
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

HERE = Path(__file__).parent
source = random.Random(31)
INF = float("inf")


def write(file, objective, rows, lower=None, upper=None):
    n = len(objective)
    lower, upper = lower or [0.0] * n, upper or [INF] * n
    a = [(r[0], 1) for r in rows]
    le = [(c, b) for c, s, b in rows if s < 0] + [([-v for v in c], -b) for c, s, b in rows if s > 0]
    eq = [(c, b) for c, s, b in rows if s == 0]
    found = linprog(
        [-v for v in objective],
        A_ub=[c for c, _ in le] or None, b_ub=[b for _, b in le] or None,
        A_eq=[c for c, _ in eq] or None, b_eq=[b for _, b in eq] or None,
        bounds=[(None if l == -INF else l, None if u == INF else u) for l, u in zip(lower, upper)],
        options={"presolve": False})
    status = {0: 0, 2: 1, 3: 2}[found.status]
    words = [n, len(rows), *objective]
    for coefficients, relation, bound in rows:
        words += [*coefficients, relation, bound]
    words += [*lower, *upper, status, -found.fun if status == 0 else 0]
    file.write(" ".join(float(w).hex() for w in words) + "\n")


def numbers(n, scale=1.0):
    return [round(source.uniform(-1, 1) * scale, 2) for _ in range(n)]


with open(HERE / "programs.txt", "w") as file:
    # Conditions around a point that meets them, and others as they fall.
    for trial in range(120):
        n, m = source.randint(1, 9), source.randint(0, 9)
        point = [abs(v) for v in numbers(n, 3)]
        rows = []
        for _ in range(m):
            coefficients = numbers(n, 5)
            value = sum(a * b for a, b in zip(coefficients, point))
            relation = source.choice([-1, -1, 0, 1])
            slack = 0 if trial % 3 == 0 else abs(numbers(1, 4)[0])
            rows.append((coefficients, relation, value - relation * slack
                         if trial % 4 else numbers(1, 3)[0]))
        lower, upper = [], []
        for v in point:
            kind = source.randrange(4)
            lower.append(-INF if kind == 0 else 0.0 if kind < 3 else v - 1)
            upper.append(v + source.choice([0, 1, 2.5]) if kind > 1 or trial % 5 == 0 else INF)
        write(file, numbers(n, 4), rows, lower, upper)
    # Small whole numbers, where many bases give the same point.
    for _ in range(40):
        n, m = source.randint(2, 6), source.randint(2, 8)
        rows = [([float(source.randint(-2, 2)) for _ in range(n)], source.choice([-1, -1, -1, 0, 1]),
                 float(source.randint(0, 3))) for _ in range(m)]
        write(file, [float(source.randint(-2, 3)) for _ in range(n)], rows)
    # Efficiencies of units with several inputs and outputs, for constant and variable returns.
    for size, inputs, outputs in [(8, 2, 1), (15, 2, 2), (30, 3, 3)]:
        x = np.array([[source.uniform(1, 9) for _ in range(inputs)] for _ in range(size)])
        y = np.array([[source.uniform(1, 9) for _ in range(outputs)] for _ in range(size)])
        for unit in range(0, size, 3):
            for variable in (False, True):
                rows = [([*x[:, i], -x[unit, i]], -1, 0.0) for i in range(inputs)]
                rows += [([*y[:, r], 0.0], 1, y[unit, r]) for r in range(outputs)]
                if variable:
                    rows.append(([1.0] * size + [0.0], 0, 1.0))
                write(file, [0.0] * size + [-1.0], rows)
    # Composite scores with weights of each unit's own, between shares of the score.
    for size, count in [(6, 3), (20, 5), (60, 8)]:
        table = np.array([[source.uniform(0.1, 1) for _ in range(count)] for _ in range(size)])
        for unit in range(0, size, 4):
            own = table[unit]
            rows = [(list(r), -1, 1.0) for r in table]
            for j in range(count):
                for share, relation in ((0.5 / count, 1), (2.0 / count, -1)):
                    rows.append(([own[j] * ((k == j) - share) for k in range(count)], relation, 0.0))
            write(file, list(own), rows)
