"""The benchmark's computation with numpy: CSV to scores to CSV."""

import sys

import numpy as np

source, target = sys.argv[1:3]
with open(source, encoding="utf-8") as file:
    columns = file.readline().count(",")
values = np.loadtxt(source, delimiter=",", skiprows=1, usecols=range(1, columns + 1))
units = np.loadtxt(source, delimiter=",", skiprows=1, usecols=0, dtype=str)
low, high = values.min(axis=0), values.max(axis=0)
x = (values - low) / (high - low)
p = x / x.sum(axis=0)
e = -(p * np.log(np.where(p > 0, p, 1.0))).sum(axis=0) / np.log(len(x))
w = (1 - e) / (1 - e).sum()
score = x @ w
order = np.argsort(-score, kind="stable")
ranks = np.searchsorted(-score[order], -score[order], side="left") + 1
with open(target, "w", encoding="utf-8") as file:
    file.write("rank,unit,score\n")
    for rank, unit, value in zip(ranks.tolist(), units[order].tolist(), score[order].tolist()):
        file.write(f"{rank},{unit},{value!r}\n")
