#!/usr/bin/env python3
"""Measures how fast a language server answers an editor: `idx lsp`, and ruff beside it in turn.

    pip install ruff
    Tests/Benchmarks/editor.py [--tools DIR] [--lines 1000 10000] [--edits N] [--json FILE]

An edit types a character in the middle of a document, or takes it out again, so that the findings
change each time. Times go from the write of a message to the last byte of what answers it.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {},
    "workspace": {"configuration": False, "workspaceFolders": True},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "completion": {"completionItem": {"snippetSupport": True}},
        "semanticTokens": {
            "requests": {"full": {"delta": True}}, "formats": ["relative"], "tokenTypes": [],
            "tokenModifiers": []},
        "hover": {"contentFormat": ["markdown"]},
    },
}


class Server:
    """A server that was started, with what it has sent."""

    def __init__(self, command, folder):
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in command], cwd=folder, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.folder = folder
        self.number = 0
        self.answers = {}
        self.published = []
        self.arrived = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while True:
                line = stream.readline()
                if not line:
                    return
                if line in (b"\r\n", b"\n"):
                    break
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            content = stream.read(length)
            now = time.perf_counter()
            message = json.loads(content)
            with self.arrived:
                if "method" in message and "id" in message:
                    self.send({"id": message["id"], "result": None})
                elif "id" in message:
                    self.answers[message["id"]] = (now, message)
                elif message.get("method") == "textDocument/publishDiagnostics":
                    self.published.append((now, message["params"]))
                self.arrived.notify_all()

    def send(self, message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def notify(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def request(self, method, parameters, since=None):
        """Returns the milliseconds until the answer, and the answer."""
        self.number += 1
        number = self.number
        start = since or time.perf_counter()
        self.send({"id": number, "method": method, "params": parameters})
        with self.arrived:
            if not self.arrived.wait_for(lambda: number in self.answers, 30):
                sys.exit(f"no answer to {method}")
            then, message = self.answers.pop(number)
        return (then - start) * 1000, message.get("result")

    def wait_for_findings(self, version, start):
        """Returns the milliseconds until the findings of `version` are published."""
        def found():
            return any(p.get("version") == version for _, p in self.published)
        with self.arrived:
            if not self.arrived.wait_for(found, 30):
                sys.exit(f"no findings of version {version}")
            then = next(t for t, p in self.published if p.get("version") == version)
        return (then - start) * 1000

    def initialize(self):
        taken, _ = self.request("initialize", {
            "processId": os.getpid(), "rootUri": self.folder.as_uri(),
            "workspaceFolders": [{"uri": self.folder.as_uri(), "name": "measured"}],
            "capabilities": CAPABILITIES}, since=self.started)
        self.notify("initialized", {})
        return taken

    def memory(self):
        """The greatest memory that the process held, in MiB."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        return 0

    def end(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.wait(10)


def summary(times):
    times = sorted(times)
    last = times[min(len(times) - 1, round(0.99 * (len(times) - 1)))]
    return {"median": round(statistics.median(times), 2), "p99": round(last, 2)}


class Document:
    """A file that is open in a server and edited at one place."""

    def __init__(self, server, path, language, place, typed):
        self.server, self.uri, self.version = server, path.as_uri(), 1
        self.line, self.column = place
        self.typed, self.is_typed = typed, False
        start = time.perf_counter()
        server.notify("textDocument/didOpen", {"textDocument": {
            "uri": self.uri, "languageId": language, "version": 1,
            "text": path.read_text(encoding="utf-8")}})
        self.opened = server.wait_for_findings(1, start)

    def edit(self):
        """Changes the document; returns when."""
        end = self.column + (len(self.typed) if self.is_typed else 0)
        change = {
            "range": {"start": {"line": self.line, "character": self.column},
                      "end": {"line": self.line, "character": end}},
            "text": "" if self.is_typed else self.typed}
        self.is_typed = not self.is_typed
        self.version += 1
        start = time.perf_counter()
        self.server.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": [change]})
        return start

    def place(self):
        return {"textDocument": {"uri": self.uri},
                "position": {"line": self.line, "character": self.column}}


def measure(command, path, language, place, typed, edits):
    """Returns the figures of one server with one file."""
    starts = []
    for _ in range(10):
        server = Server(command, path.parent)
        starts.append(server.initialize())
        server.end()
    server = Server(command, path.parent)
    server.initialize()
    document = Document(server, path, language, place, typed)
    row = {"initialize": summary(starts), "open": round(document.opened, 2)}
    times = []
    for number in range(edits + 10):
        start = document.edit()
        taken = server.wait_for_findings(document.version, start)
        if number >= 10:
            times.append(taken)
    row["edit to findings"] = summary(times)
    for name, method in (("completion", "completion"), ("hover", "hover")):
        times = []
        for _ in range(max(edits // 4, 10)):
            document.edit()
            times.append(server.request(f"textDocument/{method}", document.place())[0])
        row[name] = summary(times)
    taken, tokens = server.request(
        "textDocument/semanticTokens/full", {"textDocument": {"uri": document.uri}})
    if tokens and "resultId" in tokens:
        row["semantic tokens"] = round(taken, 2)
        times = []
        for _ in range(max(edits // 4, 10)):
            document.edit()
            taken, tokens = server.request("textDocument/semanticTokens/full/delta", {
                "textDocument": {"uri": document.uri}, "previousResultId": tokens["resultId"]})
            times.append(taken)
        row["semantic tokens delta"] = summary(times)
    document.edit()
    server.wait_for_findings(document.version, time.perf_counter())
    before = len(server.published)
    for _ in range(51):
        last = document.edit()
    row["burst of 51, after the last"] = round(
        server.wait_for_findings(document.version, last), 2)
    time.sleep(0.3)
    row["burst of 51, publishes"] = len(server.published) - before
    row["MiB"] = round(server.memory(), 1)
    server.end()
    return row


def place_in(path, words):
    """Returns the line and column behind the first of `words` in the second half of the file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for number in range(len(lines) // 2, len(lines)):
        for word in words:
            column = lines[number].find(word)
            if column >= 0:
                return number, column + len(word)
    sys.exit(f"none of {words} in {path}")


def python_module(path, lines):
    """Writes a module of about `lines` lines for a server of Python."""
    generator = random.Random(1)
    text = ["import math", ""]
    while len(text) < lines:
        number = len(text)
        text += [f"def score{number}(values, weights):", f'    """The score of region {number}."""',
                 f"    low = min(values) - {generator.randint(1, 99)}",
                 f"    high = max(values) + {generator.randint(1, 99)}",
                 "    parts = [(value - low) / (high - low) for value in values]",
                 "    total = sum(weight * part for weight, part in zip(weights, parts))",
                 f"    return math.floor(total * {generator.randint(2, 9)})", "", ""]
    path.write_text("\n".join(text), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--tools", type=Path, help="the folder of idx and idx-bench")
    parser.add_argument("--lines", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    tools = options.tools
    if tools is None:
        command = ["swift", "build", "-c", "release", "--static-swift-stdlib"]
        subprocess.run(command, cwd=PACKAGE, check=True, stdout=sys.stderr)
        shown = subprocess.run(
            [*command, "--show-bin-path"], cwd=PACKAGE, check=True, capture_output=True, text=True)
        tools = Path(shown.stdout.strip())
    ruff = shutil.which("ruff")
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder).resolve()
        for lines in options.lines:
            model, module = folder / f"m{lines}.idx", folder / f"m{lines}.py"
            subprocess.run(
                [tools / "idx-bench", "generate-model", str(lines), model], check=True,
                stdout=subprocess.DEVNULL)
            rows[f"idx, {lines} lines"] = measure(
                [tools / "idx", "lsp"], model, "idx", place_in(model, ["benefit", "cost"]), "x",
                options.edits)
            if ruff:
                python_module(module, lines)
                rows[f"ruff, {lines} lines"] = measure(
                    [ruff, "server"], module, "python", place_in(module, ["math.floor"]), "(",
                    options.edits)
    for name, row in rows.items():
        print(name)
        for key, value in row.items():
            print(f"  {key}: {value}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
