"""Figures as a Markdown table, and the targets they are held against."""


class Table:
    """Rows of costs, each also as a multiple of the CPU of others."""

    def __init__(self, title, note, against):
        self.title = title
        self.note = note
        self.against = against
        self.rows = []

    def add(self, what, own, synced=None):
        self.rows.append((what, own, synced))

    def cpu(self, what, synced=False):
        """The CPU seconds of a row, or None if it was not measured."""
        for name, own, other in self.rows:
            if name == what:
                cost = other if synced else own
                return cost.cpu if cost else None
        return None

    def lines(self):
        against = [name for name in self.against if self.cpu(name)]
        with_sync = any(synced for _, _, synced in self.rows)
        heads = ["", "CPU s", "wall s", "MiB"] + (["CPU s, sync", "wall s, sync"] if with_sync else [])
        heads += [f"÷ {name}" for name in against]
        yield f"### {self.title}"
        yield ""
        if self.note:
            yield self.note
            yield ""
        yield "| " + " | ".join(heads) + " |"
        yield "|---" + "|---:" * (len(heads) - 1) + "|"
        for what, own, synced in self.rows:
            cells = [what, seconds(own.cpu), seconds(own.wall), f"{own.rss:.0f}"]
            if with_sync:
                cells += [seconds(synced.cpu), seconds(synced.wall)] if synced else ["", ""]
            cells += [ratio(own.cpu / self.cpu(name)) for name in against]
            yield "| " + " | ".join(cells) + " |"
        yield ""


class Targets:
    """What was to be reached, what was measured, and whether that is it."""

    def __init__(self):
        self.rows = []

    def most(self, what, measured, most, unit=""):
        self.add(what, measured, most, unit, measured is not None and measured <= most, "≤")

    def least(self, what, measured, least, unit=""):
        self.add(what, measured, least, unit, measured is not None and measured >= least, "≥")

    def add(self, what, measured, limit, unit, met, sign):
        if measured is not None:
            self.rows.append((what, f"{sign} {number(limit)}{unit}", f"{number(measured)}{unit}", "met" if met else "not met"))

    def lines(self):
        yield "### Targets"
        yield ""
        yield "| | target | measured | |"
        yield "|---|---:|---:|---|"
        for row in self.rows:
            yield "| " + " | ".join(row) + " |"
        yield ""


def quotient(one, other):
    return one / other if one is not None and other else None


def seconds(value):
    return f"{value:.2f}" if value >= 0.095 else f"{value:.3f}"


def ratio(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
