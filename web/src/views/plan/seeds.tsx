// Whom to ask: what each adds with its interval, what it costs, and what the plan is without them.

import { useState } from "preact/hooks";
import { ask } from "../../address";
import { money, number, percent, rounded } from "../../numbers";
import { followersOf, nameOf } from "../../parts/account";
import { Called } from "../../parts/called";
import { Dot } from "../../parts/community";
import { Interval } from "../../parts/interval";
import { communityColour, communityName } from "../../pictures/communities";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { type Changes, changedWith, keptWith } from "./changes";

type Seed = Schemas["PlannedSeed"];

interface Seeds {
  plan: Schemas["Plan"];
  changes: Changes;
  chosen: string | null;
}

const SHOWN = 12;

export function PlanSeeds({ plan, changes, chosen }: Seeds) {
  const said = words().plan;
  const [all, setAll] = useState(false);
  const most = Math.max(...plan.seeds.map(({ gain }) => gain.high));
  const ranked = plan.seeds.toSorted((one, other) => other.gain.value - one.gain.value);
  const few = ranked.filter(({ account }, place) => all || place < SHOWN || isOf(account.key, changes, chosen));
  return (
    <section class="plan-seeds" aria-label={said.seeds}>
      <h2>{said.seeds}</h2>
      <p class="hint">{said.choose}</p>
      <div class="heads" aria-hidden="true">
        <span>{words().relays.account}</span>
        <span>{plan.objective === "reach" ? said.gain : said.gainPass}</span>
      </div>
      <ol>
        {few.map((seed) => (
          <Row key={seed.account.key} seed={seed} plan={plan} most={most} changes={changes} chosen={chosen} />
        ))}
      </ol>
      {plan.seeds.length > SHOWN && (
        <button type="button" class="plain" onClick={() => setAll(!all)}>
          {all ? said.showFewer : said.showAll(number(plan.seeds.length))}
        </button>
      )}
    </section>
  );
}

function isOf(key: string, { without, refuses }: Changes, chosen: string | null): boolean {
  return key === chosen || without.includes(key) || refuses.includes(key);
}

interface SeedRow extends Seeds {
  seed: Seed;
  most: number;
}

function Row({ seed, plan, most, changes, chosen }: SeedRow) {
  const { account, gain } = seed;
  const open = account.key === chosen;
  const gone = stateOf(account.key, changes);
  return (
    <li class={gone ? "gone" : undefined}>
      <button
        type="button"
        class="row"
        aria-expanded={open}
        onClick={() => ask({ account: open ? null : account.key }, { replace: true })}
      >
        <Dot community={account.community} />
        <span class="who">
          <Called name={nameOf(account)} />
          <small>{gone ?? detail(seed, plan)}</small>
        </span>
        <Interval estimate={gain} most={most} colour={communityColour(account.community)} />
        <b>{rounded(gain)}</b>
      </button>
      {open && <Actions seed={seed} changes={changes} gone={gone !== null} />}
    </li>
  );
}

function stateOf(key: string, { without, refuses }: Changes): string | null {
  const said = words().plan;
  if (without.includes(key)) return said.removed;
  return refuses.includes(key) ? said.refused : null;
}

function detail({ account, price }: Seed, { currency }: Schemas["Plan"]): string {
  return [followersOf(account), price === null ? words().plan.priceUnknown : money(price, currency)].join(" · ");
}

function Actions({ seed, changes, gone }: { seed: Seed; changes: Changes; gone: boolean }) {
  const { plan: said, common } = words();
  const { key, community } = seed.account;
  return (
    <div class="actions">
      <small>
        {communityName(community, common)}
        {seed.acceptance !== null && ` · ${said.saidYes(percent(seed.acceptance))}`}
      </small>
      {gone ? (
        <button type="button" onClick={() => ask(keptWith(changes, key))}>
          {said.askAgain}
        </button>
      ) : (
        <>
          <button type="button" onClick={() => ask(changedWith(changes, "without", key))}>
            {said.leaveOut}
          </button>
          <button type="button" onClick={() => ask(changedWith(changes, "refuses", key))}>
            {said.refuse}
          </button>
        </>
      )}
    </div>
  );
}
