// What the service warns of, as far as the page has words of its own for it: known by what stands around its figures.

const KNOWN = {
  ahead: /^(\S+?)(?:, which keeps to no quotas,)? does better by .+$/,
  capped: /^([\d,]+) actions are left out: their account acts faster than anybody can$/,
  close: /^(\d+) of (\d+) ranks are too close to call at this number of samples, see rank_low and rank_high$/,
  credited: /^this platform credits each reshare to the author of the original: relays in between are hidden$/,
  currencies: /^prices are in several currencies \((.+)\) and are not added up$/,
  eachAlone: /^no action tells its message: each is taken to be independent of all others$/,
  elsewhere: /^([\d,]+) excluded names belong to no account here: (.+)$/,
  emptyWindow: /^in one of the windows nothing was passed on, so that there is no share to compare$/,
  given: /^probabilities came with the ties and are the same for every topic$/,
  guessed: /^(\d+) ?% of the parents are a guess(?:, see .+)?$/,
  leftOut: /^([\d,]+) accounts of unknown (followers|price|language) are left out$/,
  listeners: /^without follow ties, whoever has reacted to an account is taken to see all that it posts$/,
  minimum: /^the minimum holds for ([\d,]+) communities: those of at least (\d+)% of all accounts with a tie$/,
  neitherWindow: /^([\d,]+) actions have no time and are in neither window$/,
  noCandidates: /^([\d,]+) accounts of unknown followers are no candidates$/,
  oneDrawn: /^one message drawn from the model: the next one differs; simulate gives the mean of many$/,
  oneEvent: /^all actions are of one event: tested is whom people pass on, not who carries on from others$/,
  otherData: /^the data are not those of the back-test: run 'ricochet backtest' again$/,
  silent: /^([\d,]+) accounts have no acceptance and are taken to say yes$/,
  twoModels: /^carried and its parts come from (.+), not from what orders the list: the next one may well carry more$/,
  uniform: /^nobody is known to start messages on this topic: any account is taken to, as likely as another$/,
  unlearned: /^(.+) is unlearned and not tested on your data: counting often forecasts better$/,
  unpriced: /^([\d,]+) accounts have no price and are no candidates$/,
  untimed: /^([\d,]+) actions have no time, and are in no window$/,
  wholeBacktest: /^the back-test was made on all messages, not on this topic alone$/,
} as const;

export type WarningKind = keyof typeof KNOWN;

export const WARNINGS = Object.keys(KNOWN) as WarningKind[];

/** A warning that the page knows, and what differs in it from case to case. */
export interface KnownWarning {
  kind: WarningKind;
  parts: string[];
}

/** Return what a warning of the service is; null where the page has no words of its own for it. */
export function known(warning: string): KnownWarning | null {
  for (const kind of WARNINGS) {
    const found = KNOWN[kind].exec(warning);
    if (found) return { kind, parts: found.slice(1) };
  }
  return null;
}
