"""The benchmark's computation with polars: CSV to scores to CSV."""

import math
import sys

import polars as pl

source, target = sys.argv[1:3]
table = pl.read_csv(source)
names = table.columns[1:]
x = table.select((pl.col(c) - pl.col(c).min()) / (pl.col(c).max() - pl.col(c).min()) for c in names)
sums = x.sum().row(0)
entropies = x.select(
    pl.when(pl.col(c) > 0).then(pl.col(c) / s * (pl.col(c) / s).log()).otherwise(0.0).sum().alias(c)
    for c, s in zip(names, sums)
).row(0)
size = math.log(table.height)
spread = [1 + e / size for e in entropies]
total = sum(spread)
score = x.select(pl.sum_horizontal(pl.col(c) * (d / total) for c, d in zip(names, spread)))
result = pl.DataFrame({"unit": table.to_series(0), "score": score.to_series(0)})
result = result.with_columns(pl.col("score").rank("min", descending=True).alias("rank"))
result.sort("rank", maintain_order=True).select("rank", "unit", "score").write_csv(target)
