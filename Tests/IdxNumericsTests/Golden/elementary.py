#!/usr/bin/env python3
"""Writes the golden files of the elementary functions, computed with mpmath at 60 digits.

A line holds the bits of the arguments, the bits of each correctly rounded result, and a last
column with a letter for each result: how many ulps ours is off, `=`, `+` or `-`. This script
writes `?` there; the test records ours when IDX_RECORD_GOLDEN is set.
"""
import math
import random
import struct
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 60
HERE = Path(__file__).parent
COUNT = 10_000
source = random.Random(20260101)
EDGES = [0.0, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308,
         1.0, 1 + 2**-52, 1 - 2**-53, 0.5, 1.5, 2.0, 3.0, 10.0, 0.1, 1 / 3, math.pi, math.e]


def bits(x):
    return format(struct.unpack("<Q", struct.pack("<d", x))[0], "016x")


def rounded(v):
    """The double nearest to v, ties to even, whatever its size."""
    if isinstance(v, float):
        return v
    if not mp.isfinite(v):
        return float(v)
    sign, man, ex, _ = v._mpf_
    if not man:
        return 0.0
    man = int(man)
    try:
        value = float(man << ex) if ex >= 0 else man / (1 << -ex)
    except OverflowError:
        value = math.inf
    return -value if sign else value


def wide():
    """A double of any exponent."""
    return struct.unpack("<d", struct.pack("<Q", source.getrandbits(63) % (0x7FF << 52)))[0]


def near(center, least=-52, most=-2):
    return center + source.choice((-1, 1)) * 2.0 ** source.uniform(least, most) * center


def subnormal():
    return struct.unpack("<d", struct.pack("<Q", source.getrandbits(source.randint(1, 52)) or 1))[0]


def sign(x):
    return source.choice((-1, 1)) * x


def mixture(*makers):
    """Edge values, then values of the makers in turn."""
    values = list(EDGES)
    while len(values) < COUNT:
        values.append(makers[len(values) % len(makers)]())
    return values


def size(least, most):
    """A positive number, uniform on the logarithmic scale of base 2."""
    return 2.0 ** source.uniform(least, most)


def write(name, inputs, functions):
    with open(HERE / f"{name}.txt", "w") as file:
        for x in inputs:
            arguments = x if isinstance(x, tuple) else (x,)
            results = [rounded(f(*(mpf(a) for a in arguments))) for f in functions]
            columns = [bits(a) for a in arguments] + [bits(r) for r in results]
            file.write(" ".join(columns + ["?" * len(functions)]) + "\n")


def exponential(x):
    return mp.exp(x) if abs(x) < 2000 else (mp.inf if x > 0 else mpf(0))


def expm1(x):
    return mp.expm1(x) if abs(x) < 2000 else (mp.inf if x > 0 else mpf(-1))


def power(x, y):
    e = y * mp.log(x)
    if abs(e) < 2000:
        return mp.exp(e)
    return mp.inf if e > 0 else mpf(0)


def accurate(f):
    """f with the digits that an argument of such size needs."""
    def g(x):
        with mp.workdps(60 + max(0, int(mp.log10(abs(x) + 1)))):
            return f(x)
    return g


whole = lambda: float(source.randint(1, 1 << source.randint(1, 53)))
halves = lambda: source.randint(0, 2000) / 2
write("exponential", mixture(
    lambda: source.uniform(-745.2, 709.8), lambda: source.uniform(-1, 1),
    lambda: sign(size(-60, 10)), lambda: source.uniform(-746, -708),
    lambda: source.uniform(707, 710), lambda: sign(halves()), lambda: sign(size(-3, 6))),
    (exponential, expm1))
logs = [x for x in mixture(wide, lambda: near(1.0), subnormal, whole, halves,
                           lambda: size(-4, 4), lambda: 10.0 ** source.randint(-300, 300)) if x > 0]
logs += [wide() or 1.0 for _ in range(COUNT - len(logs))]
write("logarithm", logs, (mp.log, mp.log10, lambda x: mp.log(x, 2)))
write("logarithm1p", mixture(
    lambda: sign(size(-60, -0.01)), lambda: size(-10, 100),
    wide, lambda: -1 + size(-53, -1), lambda: sign(subnormal())), (mp.log1p,))
pairs = [(2.0, 0.5), (2.0, -1074.0), (10.0, 308.0), (10.0, -323.0), (3.0, 2.0), (0.3, -1.0)]
while len(pairs) < COUNT:
    kind = len(pairs) % 8
    x = [wide, lambda: size(-8, 8), lambda: near(1.0), subnormal, whole, lambda: source.random(),
         lambda: size(-300, 300), lambda: near(1.0, -52, -30)][kind]()
    if x <= 0:
        continue
    log = abs(math.log(x)) or 1.0
    y = [lambda: sign(size(-20, 10)), lambda: source.uniform(-745, 709) / log,
         lambda: source.uniform(-745, 709) / log, lambda: source.uniform(-1, 1.05),
         lambda: float(source.randint(-30, 30)), lambda: sign(halves()) / 100,
         lambda: source.choice((1, -1)) * source.uniform(700, 746) / log,
         lambda: source.uniform(-745, 709) / log][kind]()
    if y != 0 and math.isfinite(y):
        pairs.append((x, y))
write("power", pairs, (power,))
write("angle", mixture(
    lambda: sign(source.uniform(0, 7)), lambda: sign(wide()), lambda: sign(size(-30, 30)),
    lambda: source.randint(1, 1 << 30) * (math.pi / 2), lambda: sign(size(18, 21)),
    lambda: float(source.randint(-10**6, 10**6)), lambda: sign(halves()),
    lambda: near(math.pi / 4 * source.randint(1, 50), -52, -20)),
    (accurate(mp.sin), accurate(mp.cos)))
write("arctangent", mixture(
    lambda: sign(size(-30, 30)), lambda: sign(wide()), lambda: near(1.0), lambda: size(-4, 4),
    lambda: source.randint(1, 256) / 128, lambda: near(0.125, -52, -5)), (mp.atan,))
points = [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)]
while len(points) < COUNT:
    kind = len(points) % 5
    y, x = [lambda: (wide(), wide()), lambda: (size(-4, 4), size(-4, 4)),
            lambda: (source.random(), source.random()), lambda: (subnormal(), subnormal()),
            lambda: (whole(), whole())][kind]()
    if x != 0 and y != 0:
        points.append((sign(y), sign(x)))
write("arctangent2", points, (lambda y, x: mp.atan2(y, x),))
