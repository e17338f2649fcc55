// What each step of the chosen way rests on: the tie, its share of what is heard, the acts recorded, the messages.

import { addressOf } from "../../address";
import { moment, number, percent } from "../../numbers";
import { Community } from "../../parts/community";
import { WaistMark } from "../../pictures/ribbons";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { Name, oddsTold, type Way } from "./sentence";

interface Shown {
  way: Way;
  query: URLSearchParams;
}

export function Steps({ way, query }: Shown) {
  const said = words().path;
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{said.rests}</h2>
      <ol class="steps">
        {way.accounts.slice(1).map((account, step) => (
          <li key={account.key}>
            <p>
              <Name of={way.accounts[step]} /> → <Name of={account} />
              {step === way.bottleneck && way.accounts.length > 2 && (
                <strong class="weak">
                  <WaistMark /> {said.weak}
                </strong>
              )}
            </p>
            <small>
              <Community community={account.community} /> · {told(way, step)}
            </small>
            {way.reasons?.[step] && <Posts posts={way.reasons[step].posts} query={query} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Return a step in the terms of its kind of path. */
function told(way: Way, step: number): string {
  const said = words().path;
  const worth = way.steps?.[step];
  if (way.times) return moment(way.times[step] ?? "");
  if (worth === undefined) return words().common.unknown;
  if (way.probability === null) return said.strength(percent(worth));
  const reason = way.reasons?.[step];
  const parts = [
    said.of(oddsTold(worth)),
    ...(reason ? [heard(reason), said.acts(reason.acts, number(reason.acts))] : []),
  ];
  return parts.filter(Boolean).join(" · ");
}

function heard({ share }: Schemas["TieReason"]): string {
  return share === null ? "" : words().path.share(percent(share));
}

function Posts({ posts, query }: { posts: readonly string[]; query: URLSearchParams }) {
  if (posts.length === 0) return null;
  return (
    <ul class="posts">
      {posts.map((message) => (
        <li key={message}>
          <a href={addressOf("message", { message }, query)}>
            <bdi>{message}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
