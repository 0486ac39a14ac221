#!/usr/bin/env python3
"""Prints the coefficients and tables of Sources/IdxNumerics as Swift source.

Polynomials interpolate at Chebyshev nodes (within a factor of about two of the best ones) at
60 digits and are then rounded to doubles. Usage: constants.py > constants.txt
"""
from mpmath import mp, mpf, exp, log, log1p, sin, cos, atan, sqrt, pi, erfc, loggamma, floor, nint

mp.prec = 260


def rounded(v):
    """The double nearest to v."""
    sign, man, ex, _ = mpf(v)._mpf_
    if man == 0:
        return 0.0
    m = int(man)
    value = float(m << ex) if ex >= 0 else m / (1 << -ex)
    return -value if sign else value


def literal(v):
    """v, rounded to double, as a Swift hexadecimal literal."""
    return rounded(v).hex()


def interpolant(f, lo, hi, n, avoid_zero=True):
    """Monomial coefficients of the polynomial of n terms through f at Chebyshev nodes."""
    nodes = [(lo + hi) / 2 + (hi - lo) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    nodes = [x + mpf(2) ** -90 if abs(x) < mpf(2) ** -100 else x for x in nodes]
    table = [f(x) for x in nodes]
    for j in range(1, n):
        for i in range(n - 1, j - 1, -1):
            table[i] = (table[i] - table[i - 1]) / (nodes[i] - nodes[i - j])
    poly = [table[-1]]
    for i in range(n - 2, -1, -1):
        shifted = [mpf(0)] + poly
        for k, c in enumerate(poly):
            shifted[k] -= nodes[i] * c
        shifted[0] += table[i]
        poly = shifted
    return poly


def worst(f, poly, lo, hi):
    """The largest error of the rounded polynomial over a grid."""
    points = [lo + (hi - lo) * i / 501 for i in range(502)]
    cs = [mpf(rounded(c)) for c in poly]
    return max(abs(sum(c * x**k for k, c in enumerate(cs)) - f(x)) for x in points if x != 0)


def show(name, f, lo, hi, n):
    poly = interpolant(f, mpf(lo), mpf(hi), n)
    print(f"// {name}: error {float(worst(f, poly, mpf(lo), mpf(hi))):.2e}")
    for k, c in enumerate(poly):
        print(f"  static let {name}{k} = {literal(c)}")


def parts(v, *sizes):
    """v as leading parts of so many bits and a rest."""
    out = []
    for bits in sizes:
        e = int(floor(mp.log(abs(v), 2)))
        step = mpf(2) ** (e - bits + 1)
        part = nint(v / step) * step
        out.append(part)
        v -= part
    return out + [v]


def array(name, values, per_line=3):
    print(f"  static let {name}: [Double] = [")
    texts = [literal(v) for v in values]
    for i in range(0, len(texts), per_line):
        print("    " + ", ".join(texts[i : i + per_line]) + ",")
    print("  ]")


def chebyshev(f, n):
    """The Chebyshev coefficients of f on [-1, 1]."""
    values = [f(cos(pi * (2 * i + 1) / (2 * n))) for i in range(n)]
    out = []
    for k in range(n):
        s = sum(v * cos(pi * k * (2 * i + 1) / (2 * n)) for i, v in enumerate(values))
        out.append(2 * s / n)
    out[0] /= 2
    return out


def log_table():
    """For each of 128 segments of [0.707, 1.414): 1/c to 10 bits, and ln c in two parts."""
    out = []
    base = 0x3FE6A00000000000
    import struct
    unpack = lambda b: struct.unpack("<d", struct.pack("<Q", b))[0]
    largest = 0
    for i in range(128):
        lo, hi = mpf(unpack(base + (i << 45))), mpf(unpack(base + ((i + 1) << 45)))
        if lo == 1 or hi == 1:
            inverse = mpf(1)
        else:
            inverse = nint(2 / (lo + hi) * 1024) / 1024
        largest = max(largest, abs(lo * inverse - 1), abs(hi * inverse - 1))
        value = -log(inverse)
        high = nint(value * mpf(2) ** 42) / mpf(2) ** 42
        out += [inverse, high, value - high]
    return out, largest


log2_ = log(mpf(2))
show("exponential", lambda r: (exp(r) - 1 - r) / r**2, -log2_ / 2 * 1.001, log2_ / 2 * 1.001, 11)
print("  inverseLn2", literal(1 / log2_))
print("  ln2 parts", [literal(p) for p in parts(log2_, 42)])
print("  ln2 parts 32", [literal(p) for p in parts(log2_, 32)])
a = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)
artanh = lambda z: (log((1 + sqrt(z)) / (1 - sqrt(z))) / sqrt(z) - 2) / z
show("logarithm", artanh, mpf(2) ** -200, a**2 * mpf("1.01"), 8)
table, largest = log_table()
print("// largest r", float(largest))
show("nearOne", lambda r: (log1p(r) - r + r * r / 2) / r**3, -largest, largest, 7)
array("segments", table)
for name, v in (("inverseLn10", 1 / log(mpf(10))), ("inverseLn2", 1 / log2_)):
    hi = rounded(v)
    print("  ", name, hi.hex(), literal(v - mpf(hi)))
q = (pi / 4 * mpf("1.001")) ** 2
tiny = mpf(2) ** -200
show("sine", lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, tiny, q, 7)
show("cosine", lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, mpf(2) ** -100, q, 7)
print("  halfPi parts", [literal(p) for p in parts(pi / 2, 33, 33, 33)])
print("  2/pi", literal(2 / pi))
for name, v in (("halfPi", pi / 2), ("pi", pi)):
    hi = rounded(v)
    print("  ", name, hi.hex(), literal(v - mpf(hi)))
show("arctangent", lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z, mpf(2) ** -100, mpf(1) / 63, 8)
values = []
for i in range(65):
    v = atan(mpf(i) / 64)
    hi = rounded(v)
    values += [mpf(hi), v - mpf(hi)]
array("tabulated", values, 4)
old, mp.prec = mp.prec, 1500
bits = int(floor(2 / pi * mpf(2) ** (64 * 20)))
words = [(bits >> (64 * (19 - i))) & (2**64 - 1) for i in range(20)]
mp.prec = old
print("  twoOverPi:", ", ".join(f"0x{w:016x}" for w in [0] + words))
# erfcx(x) (1 + 2x) for x = K (1 + t) / (1 - t)
K = mpf("3.75")
erfcx = lambda x: exp(x * x) * erfc(x)


def scaled(t):
    x = K * (1 + t) / (1 - t)
    if x > 200:
        s = mpf(1)
        term = mpf(1)
        for k in range(1, 30):
            term *= -(2 * k - 1) / (2 * x * x)
            s += term
        return s / (x * sqrt(pi)) * (1 + 2 * x)
    return erfcx(x) * (1 + 2 * x)


mp.prec = 1200
tail = chebyshev(scaled, 48)
tail = [c for c in tail if abs(c) > 2e-18]
mp.prec = 260
print("// erfcx terms", len(tail))
array("complement", tail)
gam = chebyshev(lambda t: loggamma(2 + t) / ((1 + t) * t), 60)
gam = [c for c in gam if abs(c) > 2e-18]
print("// gamma terms", len(gam))
array("logGamma", gam)
