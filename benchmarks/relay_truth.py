"""Which rankings predict: recorded sets through the back-test, agreed goals, and all rankings side by side.

    python -m benchmarks.relay_truth [--json] [PATH ...]

A PATH is a folder (`messages.csv*` with `reposts.csv*`; or `cascades.txt` with `edges.txt`; or one that holds
an activity file), an activity file (`A B unix-time KIND` a line), or a Ricochet store. Without one the sets
with agreed goals are read where they are. Thresholds were written down before the first run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from algorithms.backtest.measures import CAPTURED, ORACLE, PEOPLE, PRECISION
from algorithms.backtest.run import BAR, BEST_POSSIBLE, Backtest, winner
from algorithms.backtest.windows import Window, window
from algorithms.estimates import Estimate
from algorithms.history import History
from algorithms.learners import LEARNERS
from algorithms.rankers import counting
from benchmarks.forecasts import below_goals, size_goals
from benchmarks.measuring import DATA, Findings, machine, peak_mb, table
from benchmarks.named_sources import by_message
from benchmarks.recorded_sets import Run, Runs, read, run
from graph.errors import RicochetError
from graph.records import Float64s, Int64s

RULE = "usual"
"""The one fixed rule, which looks at what the data have and at nothing that came later."""

TWITTER, HIGGS = "twitter15-16", "higgs-twitter"
SETS = (DATA / TWITTER, DATA / "diffusion-cascades" / "android", DATA / HIGGS)

PUBLISHED = {
    BEST_POSSIBLE: (0.610, 0.533, 0.490, 0.412),
    "times reposted": (0.224, 0.198, 0.218, 0.206),
    "blend": (0.263, 0.194, 0.173, 0.207),
    "damped carried": (0.261, 0.185, 0.168, 0.193),
    "damped history": (0.255, 0.178, 0.170, 0.194),
    "history, empirical Bayes": (0.218, 0.188, 0.174, 0.203),
    "reversed PageRank": (0.195, 0.188, 0.174, 0.199),
    "history": (0.176, 0.190, 0.171, 0.197),
    "weighted cascade": (0.124, 0.180, 0.181, 0.178),
    "k-core": (0.008, 0.034, 0.099, 0.124),
}
"""captured@10, 50, 100 and 500 of Twitter15/16, mean over four windows, as measured for this project."""

SPLITS = {"S1": (0, 76, 100), "S2": (76, 100, 124), "S3": (0, 100, 168), "S4": (79, 85, 103)}
"""Of the Higgs week, in hours since its first action: learn from the first to the second, test from there"""

HIGGS_PEOPLE = {
    "history": (21896, 29853, 34469, 2049, 5370, 8747, 2408, 6973, 11061, 8453, 15322, 20625),
    "retweet count": (21896, 30099, 34423, 2259, 5337, 8822, 2866, 6938, 10982, 8453, 15410, 21169),
    "mentioned": (16988, 30322, 36346, 1450, 3718, 4986, 1857, 5002, 7089, 5056, 14166, 17391),
    "reversed PageRank": (21164, 27667, 33496, 1727, 4381, 6210, 2274, 5552, 8322, 6640, 14329, 19519),
    "k-core": (19994, 26087, 26804, 1206, 1443, 2941, 2053, 3098, 3466, 6321, 13486, 14887),
    "activity": (157, 1198, 2435, 81, 166, 374, 390, 810, 914, 18, 105, 312),
    "greedy coverage": (21515, 30117, 35237, 2378, 6938, 9118, 2933, 7003, 11506, 6732, 15444, 20471),
}
"""Distinct people whom the first 10, 50 and 100 reach, split by split."""

HIGGS_RANDOM = (141, 933, 1770, 5, 59, 83, 11, 61, 124, 91, 154, 273)
HIGGS_ORACLE = (32961, 58142, 72745, 5708, 13192, 17944, 7122, 16407, 22627, 13732, 29526, 37060)
HIGGS_PRECISION = {
    "history": (0.24, 0.28, 0.32, 0.30),
    "reversed PageRank": (0.18, 0.20, 0.24, 0.26),
    "k-core": (0.18, 0.06, 0.10, 0.20),
    "greedy coverage": (0.24, 0.30, 0.34, 0.30),
}
"""At 50."""

LEARNING_SECONDS, BACKTEST_SECONDS, EXPECTATION_SECONDS = 20, 300, 60

HIGGS_REACH = {(76, 100, 124): (4439, 0.35, 0.78, 5.14, 1.21), (79, 85, 103): (1960, 0.51, 1.14, 2.53, 2.38)}
"""Reach of authors with at least 5 people before: how many authors; on a held-out half R² of ln(1 + people)
after on before, its MSLE, that of persistence, that of a constant. Which half it was nobody knows."""

_HOUR_MS, _FIRST_MS = 3_600_000, 1_341_100_972_000
_FEWEST, _HALVES = 5, 200


@dataclass(frozen=True, slots=True)
class Goal:
    """One agreed figure: what was measured, with its 95 % interval where it has one.

    Parameters
    ----------
    goal
        In words, with the threshold.
    measured, low, high
        None where unknown.
    met
        Whether it was reached.
    stretch
        Whether it was named as something beyond what must be.
    """

    goal: str
    measured: float | None
    low: float | None
    high: float | None
    met: bool
    stretch: bool = False

    @classmethod
    def of(cls, goal: str, estimate: Estimate, *, met: bool, stretch: bool = False) -> Goal:
        """Return a goal of an estimate."""
        return cls(goal, estimate.value, estimate.low, estimate.high, met, stretch)

    def columns(self) -> dict[str, object]:
        """Return its fields."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One ranking on one set: captured, and what it carries; the mean against history."""

    set: str
    ranking: str
    at: Mapping[int, float]
    people: Mapping[int, float]
    precision: float
    oracle: float
    mean: Estimate
    against_history: Estimate
    seconds: float | None
    winner: bool

    def columns(self) -> dict[str, object]:
        """Return one cell a figure: captured@k, then distinct people@k."""
        mean, against = self.mean, self.against_history
        return {
            "set": self.set,
            "ranking": f"{self.ranking} *" if self.winner else self.ranking,
            **{f"captured@{k}": round(value, 4) for k, value in self.at.items()},
            **{f"people@{k}": round(value) for k, value in self.people.items()},
            "P@50": round(self.precision, 3),
            "oracle@50": round(self.oracle, 3),
            "mean": round(mean.value, 4),
            "mean 95 %": f"{mean.low:.3f} to {mean.high:.3f}",
            "above history": f"{against.value:+.4f}",
            "above 95 %": f"{against.low:+.3f} to {against.high:+.3f}",
            "seconds": None if self.seconds is None else round(self.seconds, 2),
        }


def higgs_windows(history: History) -> list[Window]:
    """Return the four splits of the Higgs week."""
    in_ms = [[_FIRST_MS + hour * _HOUR_MS for hour in hours] for hours in SPLITS.values()]
    return [window(history, since_ms=since, cut_ms=cut, until_ms=until) for since, cut, until in in_ms]


def reproduced(runs: Runs) -> Iterator[Goal]:
    """Yield whether the published table of Twitter15/16 is met, each mean within the interval of ours."""
    if TWITTER not in runs:
        return
    for ranking, published in PUBLISHED.items():
        mean, ours = float(np.mean(published)), runs[TWITTER].backtest.estimate(ranking)
        goal = f"{TWITTER}: {ranking}, mean captured {mean:.3f} as published, within the interval"
        yield Goal.of(goal, ours, met=ours.low <= mean <= ours.high)


def fixed_rule(runs: Runs) -> Iterator[Goal]:
    """Yield how the one fixed rule does against simple counts where messages have no follow graph."""
    for name, backtest in _of_messages(runs, follows=False):
        against = partial(backtest.relative, RULE)
        over_history, over_times = against(BAR), against("times reposted")
        if over_history is None or over_times is None:
            continue
        gain, times = f"{name}: the fixed rule over history", f"{name}: the fixed rule over times reposted"
        met = over_history.value >= 0.10 and over_history.low > 0
        yield Goal.of(f"{gain}, at least +10 %, interval above 0", over_history, met=met)
        yield Goal.of(f"{times}, at least -3 %", over_times, met=over_times.value >= -0.03)
        met = over_times.value >= 0.05 and over_times.low > 0
        yield Goal.of(f"{times}, +5 %, interval above 0", over_times, met=met, stretch=True)


def with_follow_graph(runs: Runs) -> Iterator[Goal]:
    """Yield how the fixed rule does where messages have a follow graph, for both ways to guess parents."""
    for name, backtest in _of_messages(runs, follows=True):
        over = backtest.against(RULE, BAR)
        level = backtest.against(RULE, "followers")
        yield Goal.of(f"{name}: the fixed rule over history, at least +.20", over, met=over.value >= 0.20)
        yield Goal.of(f"{name}: the fixed rule over followers, at least 0", level, met=level.value >= 0)


def named_starters(runs: Runs) -> Iterator[Goal]:
    """Yield what the ten relays chosen for a starter seen before carry of its later messages."""
    for name, _ in _of_messages(runs, follows=False):
        found = by_message(runs[name].windows)
        if name == TWITTER:
            mean, together = found.mean("named source"), found.together("named source")
            goal = f"{name}: named source, captured@10 at least .072"
            yield Goal.of(f"{goal}, mean over messages", mean, met=mean.value >= 0.072)
            yield Goal.of(f"{goal}, all messages together", together, met=together.value >= 0.072)
        over = found.gain("named source", "history under that source")
        goal = f"{name}: named source, captured@10 +10 % over history under that source, interval above 0"
        yield Goal.of(goal, over, met=over.value >= 0.10 and over.low > 0, stretch=True)


def higgs_table(runs: Runs) -> Iterator[Goal]:
    """Yield whether the published table of Higgs is met: all figures exactly, random as a level."""
    if HIGGS not in runs:
        return
    backtest = runs[HIGGS].backtest
    for ranking, published in HIGGS_PEOPLE.items():
        alike = int((_by_split(backtest, PEOPLE, ranking) == np.array(published)).sum())
        yield Goal(
            f"{HIGGS}: {ranking}, 12 of 12 figures of DNI as published", alike, None, None, alike == 12
        )
    oracle = _by_split(backtest, PEOPLE, "greedy coverage") / _by_split(backtest, ORACLE, "greedy coverage")
    alike = int((oracle.round() == np.array(HIGGS_ORACLE)).sum())
    yield Goal(f"{HIGGS}: greedy oracle, 12 of 12 figures as published", alike, None, None, alike == 12)
    for ranking, shares in HIGGS_PRECISION.items():
        alike = int(np.isclose(_by_split(backtest, PRECISION, ranking)[1::3], shares).sum())
        yield Goal(f"{HIGGS}: {ranking}, 4 of 4 figures of P@50 as published", alike, None, None, alike == 4)
    drawn = float(_by_split(backtest, PEOPLE, "random").sum())
    goal = f"{HIGGS}: random, people of all splits and k, {sum(HIGGS_RANDOM):,} within a factor of 4"
    yield Goal(goal, drawn, None, None, 0.25 <= drawn / sum(HIGGS_RANDOM) <= 4)


def event_rule(runs: Runs) -> Iterator[Goal]:
    """Yield on how many splits of an event the fixed rule reaches at least as many as greedy coverage."""
    for name, one in runs.items():
        if not one.backtest.event:
            continue
        ours, bar = (_by_split(one.backtest, PEOPLE, ranking)[1::3] for ranking in (RULE, "greedy coverage"))
        for share, stretch in ((1.0, False), (1.05, True)):
            splits = int((ours >= share * bar).sum())
            goal = (
                f"{name}: DNI@50 of the fixed rule at least {share:.0%} of greedy coverage, on 3 of 4 splits"
            )
            yield Goal(goal, splits, None, None, splits >= 3, stretch)
        best = float(_by_split(one.backtest, ORACLE, RULE)[1::3].max())
        goal = f"{name}: the fixed rule, 55 % of the oracle at 50 on one split"
        yield Goal(goal, best, None, None, best >= 0.55, stretch=True)


def higgs_reach(runs: Runs) -> Iterator[Goal]:
    """Yield how far the reach of authors follows from their reach before, on the halves held out."""
    if HIGGS not in runs:
        return
    for hours, (n, *published) in HIGGS_REACH.items():
        since, cut, until = (_FIRST_MS + hour * _HOUR_MS for hour in hours)
        split = window(runs[HIGGS].history, since_ms=since, cut_ms=cut, until_ms=until)
        before, after = counting.history(split.train, None), counting.history(split.test, None)
        known = before >= _FEWEST
        x, y = np.log1p(before[known]), np.log1p(after[known])
        found = np.array([_held_out(x, y, half) for half in range(_HALVES)])
        lows, highs = np.percentile(found, [2.5, 97.5], axis=0)
        name = f"{HIGGS}, hours {hours[0]} to {hours[1]} and on to {hours[2]}"
        yield Goal(f"{name}: {n:,} authors", len(x), None, None, len(x) == n)
        words = ("R² log-linear", "MSLE log-linear", "MSLE persistence", "MSLE constant")
        for word, mean, low, high, one in zip(
            words, found.mean(axis=0).tolist(), lows.tolist(), highs.tolist(), published, strict=True
        ):
            goal = f"{name}: {word} {one}, within .02 (mean and 95 % of 200 halves)"
            yield Goal(goal, mean, low, high, abs(mean - one) <= 0.02)


def sizes(runs: Runs) -> Iterator[Goal]:
    """Yield how good forecasts of people below and of final sizes are, where parents are known."""
    for name, _ in _of_messages(runs, follows=False):
        for goals in (below_goals, size_goals):
            yield from (Goal(**row) for row in goals(name, runs[name].windows))


def controls(runs: Runs) -> Iterator[Goal]:
    """Yield the most that any ranking captures at 50 with its accounts exchanged at random."""
    for name, one in runs.items():
        place = one.backtest.ks.index(50)
        most = float(one.backtest.permuted[:, :, place].mean(axis=0).max())
        chance = float(one.backtest.chance[:, place].mean())
        goal = f"{name}: permuted labels, at most .002 captured at 50 (chance: {chance:.4f})"
        yield Goal(goal, most, None, None, most <= 0.002)


def speed(runs: Runs) -> Iterator[Goal]:
    """Yield how long learning and the back-test take."""
    for name, one in runs.items():
        took, goal = one.seconds, f"{name}: back-test under {BACKTEST_SECONDS} seconds"
        yield Goal(goal, took, None, None, took < BACKTEST_SECONDS)
    for name, learner, most in (
        (TWITTER, "account-level", LEARNING_SECONDS),
        (HIGGS, "expectation-maximisation", EXPECTATION_SECONDS),
    ):
        if name in runs:
            started = perf_counter()
            LEARNERS[learner](runs[name].history)
            took = perf_counter() - started
            yield Goal(f"{name}: {learner} under {most} seconds", took, None, None, took < most)


GOALS: tuple[Callable[[Runs], Iterator[Goal]], ...] = (
    reproduced,
    fixed_rule,
    with_follow_graph,
    named_starters,
    higgs_table,
    event_rule,
    higgs_reach,
    sizes,
    controls,
    speed,
)
"""Each takes all runs and yields its rows, none where what it is about is not among them."""


def rankings(name: str, backtest: Backtest) -> Iterator[Ranked]:
    """Yield all rankings of one set, the best first."""
    chosen = winner(backtest)
    by_figure = sorted(backtest.rankers, key=lambda ranking: -backtest.estimate(ranking).value)
    for ranking in by_figure:
        figure = partial(backtest.estimate, ranking)
        yield Ranked(
            set=name,
            ranking=ranking,
            at={k: figure(measure=CAPTURED, k=k).value for k in backtest.ks},
            people={k: figure(measure=PEOPLE, k=k).value for k in backtest.ks},
            precision=figure(measure=PRECISION, k=50).value,
            oracle=figure(measure=ORACLE, k=50).value,
            mean=figure(),
            against_history=backtest.against(ranking, BAR),
            seconds=backtest.seconds.get(ranking),
            winner=ranking == chosen,
        )


def notes(runs: Runs) -> Iterator[str]:
    """Yield what must be known beside the tables."""
    for name, one in runs.items():
        backtest = one.backtest
        unseen = ", ".join(f"{tested.unseen:.1%}" for tested in backtest.windows)
        yield f"{name}: of the truth {unseen} belongs to accounts never seen before the cut."
        yield f"{name}: back-test {one.seconds:.0f} s, a processor worked {one.processor_seconds:.0f} s."
        if backtest.shuffled is not None:
            shares = ", ".join(f"{value:.3f}" for value in backtest.shuffled)
            yield f"{name}: with time shuffled, which is a leak, {BAR} captures {shares}."
        for left_out, why in backtest.left_out.items():
            yield f"{name}: {left_out} left out: {why}."
        if backtest.undated:
            yield f"{name}: {', '.join(backtest.undated)} without a time, perhaps from after the cut."
    peak = peak_mb()
    yield "Peak memory unknown." if peak is None else f"Peak memory {peak:,.0f} MB."
    yield "An asterisk marks the winner: the simplest that no other beats with its interval above 0."


def run_all(paths: Sequence[Path]) -> dict[str, Run]:
    """Run every ranking over every set."""
    runs = {}
    with TemporaryDirectory() as folder:
        for number, path in enumerate(paths):
            for name, history in read(path, Path(folder) / str(number)).items():
                runs[name] = run(history, higgs_windows(history) if name == HIGGS else None)
    return runs


def _of_messages(runs: Runs, *, follows: bool) -> Iterator[tuple[str, Backtest]]:
    for name, one in runs.items():
        if not one.backtest.event and (one.history.listening is not None) == follows:
            yield name, one.backtest


def _found(about: Callable[[Runs], Iterator[Goal]], runs: Runs) -> Iterator[Goal]:
    """Yield the rows, and in place of those that the data do not allow one that says why."""
    try:
        yield from about(runs)
    except RicochetError as error:
        yield Goal(f"{about.__name__}: not measured, {error}", None, None, None, met=False)


def _by_split(backtest: Backtest, measure: str, ranking: str) -> Float64s:
    """Return the figures as they came, split by split and k by k."""
    values: Float64s = backtest.figures[measure][:, 0, backtest.rankers.index(ranking)].ravel()
    return values


def _held_out(x: Float64s, y: Float64s, half: int) -> tuple[float, float, float, float]:
    """Return R² and MSLE of the line through half of the authors, on the others; MSLE of two simpler ways."""
    drawn: Int64s = np.random.default_rng(half).permutation(len(x))
    learn, test = drawn[: len(x) // 2], drawn[len(x) // 2 :]
    slope, intercept = np.polyfit(x[learn], y[learn], 1)
    line, constant, same = (
        float(((y[test] - guess) ** 2).mean())
        for guess in (slope * x[test] + intercept, y[learn].mean(), x[test])
    )
    return 1 - line / float(y[test].var()), line, same, constant


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("paths", nargs="*", type=Path, help="recorded sets; none: those with agreed goals")
    asked = parser.parse_args()
    runs = run_all(asked.paths or [path for path in SETS if path.exists()])
    goals = [goal for about in GOALS for goal in _found(about, runs)]
    ranked = [row for name, one in runs.items() for row in rankings(name, one.backtest)]
    said = list(notes(runs))
    if asked.json:
        rows = {"goals": [goal.columns() for goal in goals], "rankings": [row.columns() for row in ranked]}
        print(json.dumps({"machine": machine(), **rows, "notes": said}, indent=1))
        return
    print(f"{machine()}\n\n{table(Findings(goals))}")
    for name in runs:
        print(table(Findings([row for row in ranked if row.set == name])))
    print("\n".join(said))


if __name__ == "__main__":
    _main()
