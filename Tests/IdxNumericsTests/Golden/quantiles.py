#!/usr/bin/env python3
"""Writes quantiles of the nine definitions, computed with numpy, as hexadecimal doubles.

A line: the definition, p, the number of values, the values, and the quantile.
"""
import random
from pathlib import Path

import numpy

METHODS = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation",
           "interpolated_inverted_cdf", "hazen", "weibull", "linear", "median_unbiased",
           "normal_unbiased"]
source = random.Random(7)
with open(Path(__file__).parent / "quantiles.txt", "w") as file:
    for _ in range(60):
        n = source.randint(1, 12)
        draw = lambda: source.choice((round(source.uniform(-9, 9)), source.gauss(0, 1)))
        values = [draw() for _ in range(n)]
        for number, method in enumerate(METHODS, 1):
            p = source.choice((0.0, 1.0, 0.5, 0.25, source.random(), source.random()))
            q = numpy.quantile(numpy.array(values, dtype=float), p, method=method)
            words = [number, p, n, *values, float(q)]
            file.write(" ".join(float(w).hex() for w in words) + "\n")
