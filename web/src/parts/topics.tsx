// The topics of the store as links, most people first.

import { addressOf } from "../address";
import { number } from "../numbers";
import { useAnswer } from "../service/answer";
import { answerOf, type Schemas, service } from "../service/client";
import { words } from "../words";
import { Asked } from "./asked";
import "../style/topics.css";

const LISTED = 24;

export function Topics({ query, title }: { query: URLSearchParams; title: string }) {
  const said = words().fields;
  const topics = useAnswer<Schemas["Topics"]>("topics", ({ signal }) =>
    answerOf(service.GET("/v1/topics", { params: { query: { limit: LISTED } }, signal }), { signal }),
  );
  return (
    <section aria-labelledby="topics">
      <h2 id="topics">{title}</h2>
      <Asked of={topics}>
        {({ items }) => (
          <ul class="topics">
            {items.map(({ topic, authors }) => (
              <li key={topic}>
                <a href={addressOf("relays", { topic }, query)} title={topic}>
                  <bdi>{topic}</bdi>
                </a>
                <small>{said.authors(number(authors))}</small>
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </section>
  );
}
