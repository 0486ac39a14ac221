"""The benchmark's computation with pandas: CSV to scores to CSV."""

import sys

import numpy as np
import pandas as pd

source, target = sys.argv[1:3]
table = pd.read_csv(source, index_col=0)
low, high = table.min(), table.max()
x = (table - low) / (high - low)
p = x / x.sum()
terms = p * np.log(p.where(p > 0, 1.0))
e = -terms.sum() / np.log(len(table))
w = (1 - e) / (1 - e).sum()
score = (x * w).sum(axis=1)
result = pd.DataFrame(
    {"rank": score.rank(method="min", ascending=False).astype("int64"), "score": score}
)
result = result.sort_values("rank", kind="stable").reset_index()
result[["rank", "unit", "score"]].to_csv(target, index=False)
