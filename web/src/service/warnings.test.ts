// Warnings that the page says in its own words; that the service gives them, tests/page/test_warnings.py knows.

import { expect, test } from "vitest";
import { told } from "../parts/warnings";
import { LANGUAGES } from "../words";
import { known, WARNINGS } from "./warnings";

const GIVEN = {
  ahead: "degree, which keeps to no quotas, does better by 12.00 (10.00 to 14.00)",
  capped: "1,200 actions are left out: their account acts faster than anybody can",
  close: "2 of 10 ranks are too close to call at this number of samples, see rank_low and rank_high",
  credited: "this platform credits each reshare to the author of the original: relays in between are hidden",
  currencies: "prices are in several currencies (EUR, USD) and are not added up",
  eachAlone: "no action tells its message: each is taken to be independent of all others",
  elsewhere: "2 excluded names belong to no account here: @ada, @ben",
  emptyWindow: "in one of the windows nothing was passed on, so that there is no share to compare",
  given: "probabilities came with the ties and are the same for every topic",
  guessed: "41 % of the parents are a guess",
  leftOut: "1,013 accounts of unknown language are left out",
  listeners: "without follow ties, whoever has reacted to an account is taken to see all that it posts",
  minimum: "the minimum holds for 6 communities: those of at least 5% of all accounts with a tie",
  neitherWindow: "9 actions have no time and are in neither window",
  noCandidates: "13 accounts of unknown followers are no candidates",
  oneDrawn: "one message drawn from the model: the next one differs; simulate gives the mean of many",
  oneEvent: "all actions are of one event: tested is whom people pass on, not who carries on from others",
  otherData: "the data are not those of the back-test: run 'ricochet backtest' again",
  silent: "2 accounts have no acceptance and are taken to say yes",
  twoModels:
    "carried and its parts come from weighted cascade, not from what orders the list: the next one may well carry more",
  uniform: "nobody is known to start messages on this topic: any account is taken to, as likely as another",
  unlearned: "weighted cascade is unlearned and not tested on your data: counting often forecasts better",
  unpriced: "7 accounts have no price and are no candidates",
  untimed: "9 actions have no time, and are in no window",
  wholeBacktest: "the back-test was made on all messages, not on this topic alone",
} satisfies Record<(typeof WARNINGS)[number], string>;

test.each(WARNINGS)("%s is known by the service's words", (kind) => {
  expect(known(GIVEN[kind])?.kind).toBe(kind);
});

test("both languages have words for each, and what they do not know stays the service's", () => {
  for (const { warnings } of Object.values(LANGUAGES))
    expect(Object.keys(warnings).sort()).toEqual(WARNINGS.toSorted());
  expect(told(["something else"], [])).toEqual([{ text: "something else", own: false }]);
  expect(told([GIVEN.minimum, GIVEN.ahead], ["ahead"])).toEqual([
    { text: expect.stringMatching(/6 communities.* 5 %/), own: true },
  ]);
});
