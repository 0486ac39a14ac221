"""The tokens of all models, as the test TokenClassTests writes them."""


def models(path):
    """Yields each model with whether it was accepted, and its tokens: start, end, class."""
    model = None
    with open(path, encoding="utf-8") as file:
        for line in file:
            words = line.split()
            if words[-1] in ("accepted", "refused"):
                if model:
                    yield model
                model = " ".join(words[:-1]), words[-1] == "accepted", []
            else:
                model[2].append((int(words[0]), int(words[1]), words[2]))
    yield model
