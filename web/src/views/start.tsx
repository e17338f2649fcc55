// Where everybody begins: search first.

import { addressOf, go } from "../address";
import { number } from "../numbers";
import { Asked } from "../parts/asked";
import { AccountField, TopicField } from "../parts/fields";
import { type Network, useNetwork } from "../parts/loaded";
import { Topics } from "../parts/topics";
import { words } from "../words";
import "../style/start.css";

type Asks = { query: URLSearchParams };

export function Start({ query }: Asks) {
  const network = useNetwork();
  return (
    <main class="start" id="answer" tabIndex={-1}>
      <Asked of={network}>
        {(told) => (told.accounts === 0 ? <Empty /> : <Search network={told} query={query} />)}
      </Asked>
    </main>
  );
}

function Search({ network, query }: Asks & { network: Network }) {
  const said = words().start;
  return (
    <>
      <h1>{said.title}</h1>
      <p class="doubt">{said.about(number(network.accounts))}</p>
      <div class="search">
        <TopicField
          label={said.topic}
          placeholder={said.topicHint}
          value=""
          choose={(topic) => go(addressOf("relays", { topic }, query))}
        />
        <AccountField
          label={said.account}
          placeholder={said.accountHint}
          choose={(account) => go(addressOf("relays", { account }, query))}
        />
      </div>
      {network.topics > 0 && <Topics query={query} title={said.topics} />}
      <Questions query={query} />
    </>
  );
}

const QUESTIONS = [
  ["relays", "relays", {}],
  ["rising", "relays", { list: "rising" }],
  ["path", "path", {}],
  ["communities", "communities", {}],
  ["plan", "plan", {}],
  ["unheard", "plan", { ask: "unheard" }],
  ["message", "message", {}],
] as const;

function Questions({ query }: Asks) {
  const said = words().start;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{said.questions}</h2>
      <ul class="questions">
        {QUESTIONS.map(([question, view, asked]) => (
          <li key={question}>
            <a href={addressOf(view, asked, query)}>{said[question]}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Empty() {
  const said = words().start;
  return (
    <>
      <h1>{said.empty}</h1>
      <p class="doubt">{said.emptyRemedy}</p>
      <pre class="command">
        <code>ricochet load follows.csv reshares.csv.gz --platform twitter</code>
      </pre>
      <p>{said.emptyThen}</p>
      <pre class="command">
        <code>ricochet demo</code>
      </pre>
    </>
  );
}
