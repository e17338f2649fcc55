"""What a ranking of past messages says of later ones: cuts in time, truth, measures, resamples, controls.

    run_backtest(history) -> Backtest;  winner(backtest) -> name

The protocol is fixed before any ranker is looked at. A window has a cut; rankers know what happened before
it, and are judged by the messages that started in the next span, whole. What is of neither is dropped, and
counted. The truth of an account is the people below it in test messages that it did not start; in an event
it is the distinct people who passed on what it posted.

References
----------
Panagopoulos, Malliaros, Vazirgiannis: Multi-task learning for influence estimation and maximization. IEEE
TKDE 34, 2020, https://doi.org/10.1109/TKDE.2020.3040028 (distinct nodes influenced, DNI)
Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques. ACM TOIS 20, 2002,
https://doi.org/10.1145/582415.582418 (NDCG)
Efron: Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1979,
https://doi.org/10.1214/aos/1176344552
"""

from algorithms.backtest.run import Backtest, run_backtest, winner
from algorithms.backtest.windows import Window, windows

__all__ = ["Backtest", "Window", "run_backtest", "windows", "winner"]
