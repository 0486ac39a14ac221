"""A TextMate grammar as editors run it: line by line, with the expressions of Oniguruma itself."""

import json
import re

import onigurumacffi

KEYS = {"match", "begin", "end", "name", "captures", "beginCaptures", "endCaptures", "patterns", "include"}


class Grammar:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            source = json.load(file)
        self.repository = source["repository"]
        self.compiled = {}
        self.used = set()
        self.rules = {}
        self.top = {"patterns": source["patterns"]}
        for rule in [self.top, *self.repository.values()]:
            self.prepare(rule)
        unused = set(self.repository) - self.used
        assert not unused, f"no pattern includes {unused}"

    def prepare(self, rule):
        unknown = set(rule) - KEYS
        assert not unknown, f"{unknown} in {rule}"
        assert ("begin" in rule) == ("end" in rule), rule
        for key in "match", "begin", "end":
            if key in rule:
                self.compiled[rule[key]] = onigurumacffi.compile(rule[key])
        if "include" in rule:
            self.used.add(rule["include"][1:])
            assert rule["include"][1:] in self.repository, rule
        for inner in rule.get("patterns", []):
            self.prepare(inner)

    def choices(self, rule):
        """The rules that may match inside of `rule`, includes resolved."""
        key = id(rule)
        if key not in self.rules:
            found = []
            for inner in rule.get("patterns", []):
                if "include" in inner:
                    inner = self.repository[inner["include"][1:]]
                if "match" in inner or "begin" in inner:
                    found.append(inner)
                else:
                    found += self.choices(inner)
            self.rules[key] = found
        return self.rules[key]

    def scopes(self, text):
        """For each line of `text`, the innermost scope of each character and the text's own."""
        stack = [(self.top, ())]
        return [self.line(line, stack) for line in text.split("\n")]

    def line(self, line, stack):
        scopes = [stack[-1][1]] * len(line)
        at = 0
        entered = set()
        while at <= len(line):
            rule, outer = stack[-1]
            best = None
            if "end" in rule:
                best = self.search(rule["end"], line, at), rule, True
                best = best if best[0] else None
            for choice in self.choices(rule):
                match = self.search(choice.get("match") or choice["begin"], line, at)
                if match and (best is None or match.start() < best[0].start()):
                    best = match, choice, False
            until = best[0].start() if best else len(line)
            scopes[at:until] = [outer] * (until - at)
            if not best:
                return scopes
            match, chosen, is_end = best
            name = (chosen["name"],) if "name" in chosen else ()
            inside = outer if is_end else outer + name
            scopes[match.start():match.end()] = [inside] * (match.end() - match.start())
            kind = "endCaptures" if is_end else "captures" if "match" in chosen else "beginCaptures"
            for group, capture in chosen.get(kind, {}).items():
                start, end = match.span(int(group))
                if start >= 0:
                    scopes[start:end] = [inside + (capture["name"],)] * (end - start)
            if is_end:
                stack.pop()
            elif "begin" in chosen:
                # A rule that begins and ends at one place again and again would hang an editor.
                assert (match.end(), id(chosen), len(stack)) not in entered, f"{chosen['begin']} at {line!r}"
                entered.add((match.end(), id(chosen), len(stack)))
                stack.append((chosen, inside))
            elif match.end() == match.start():
                at = match.end() + 1
                continue
            at = match.end()
        return scopes

    def search(self, pattern, line, at):
        return self.compiled[pattern].search(line, start=at)


CLASSES = [
    ("comment.line.documentation", "documentation"), ("comment", "comment"), ("string", "string"),
    ("constant.numeric", "number"), ("keyword.operator.word", "keyword"), ("keyword.operator", "operator"),
    ("keyword", "keyword"), ("constant.language", "keyword"), ("punctuation", "punctuation"),
    ("variable", "name"), ("entity", "name"), ("constant.other", "name"),
]


def token_class(scopes):
    """The class of a token whose scopes are `scopes`, the outermost that tells it first."""
    for scope in scopes:
        for prefix, name in CLASSES:
            if re.match(re.escape(prefix) + r"(\.|$)", scope):
                return name
    return None
