"""Makes the table of display widths and its test data from the Unicode database of Python.

Run from the root of the repository:  python3 Tests/Generators/display_width.py

Two cells: East Asian width W or F. No cell: categories Mn, Me, Cf (but the soft hyphen, which terminals
show), and the vowels and final consonants of Hangul, which join the syllable before them. Scalars that
are not assigned take two cells where the standard reserves them for ideographs, else one.
"""

import unicodedata

TABLE = "Sources/IdxDiagnostics/Rendering/DisplayWidthTable.swift"
SAMPLES = "Tests/IdxDiagnosticsTests/Rendering/DisplayWidthSamples.swift"


IDEOGRAPHS = (
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x2FFFE),
    range(0x30000, 0x3FFFE),
)


def width(code):
    character = chr(code)
    if unicodedata.category(character) == "Cn":
        return 2 if any(code in block for block in IDEOGRAPHS) else 1
    if code == 0xAD:
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or 0x1160 <= code <= 0x11FF:
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def scalars():
    return (c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF)


def ranges(wanted):
    """Returns the maximal runs of scalars whose width is `wanted`."""
    runs = []
    for code in scalars():
        if width(code) != wanted:
            continue
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


def rows(runs, indent):
    """Returns the runs as pairs of literals, as many on a line as fit into 100 columns."""
    lines, line = [], ""
    for low, high in runs:
        pair = f"0x{low:X}, 0x{high:X}, "
        if len(indent + line + pair.rstrip()) > 100:
            lines.append(indent + line.rstrip())
            line = ""
        line += pair
    return "\n".join(lines + [indent + line.rstrip()])


def table():
    text = f"// Made by Tests/Generators/display_width.py from Unicode {unicodedata.unidata_version}.\n"
    text += "extension DisplayWidth {\n"
    for name, wanted, what in (
        ("wide", 2, "take two cells"),
        ("zero", 0, "take no cell"),
    ):
        text += f"  /// The first and last scalars of the ranges that {what}, in order.\n"
        text += f"  static let {name}: [UInt32] = [\n{rows(ranges(wanted), '    ')}\n  ]\n\n"
    return text.rstrip("\n") + "\n}\n"


def samples():
    """Returns both sides of every border between widths in a spread of blocks, with the width."""
    borders = []
    previous = None
    for code in scalars():
        current = width(code)
        if previous is not None and current != previous[1]:
            borders += [previous, (code, current)]
        previous = (code, current)
    chosen = [b for i, b in enumerate(borders) if b[0] >= 0xA0 and i % 6 < 2]
    pairs = [f"(0x{code:X}, {cells})," for code, cells in chosen]
    lines, line = [], ""
    for pair in pairs:
        if len(line) + len(pair) + 5 > 100:
            lines.append("  " + line.rstrip())
            line = ""
        line += pair + " "
    lines.append("  " + line.rstrip())
    return (
        f"// Made by Tests/Generators/display_width.py from Unicode {unicodedata.unidata_version}.\n"
        "/// Scalars at the borders between widths, with the cells that they take.\n"
        "let displayWidthSamples: [(scalar: UInt32, cells: Int)] = [\n" + "\n".join(lines) + "\n]\n"
    )


for path, text in ((TABLE, table()), (SAMPLES, samples())):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
