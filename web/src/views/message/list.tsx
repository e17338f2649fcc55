// The recorded messages, most people first: where to begin when none is chosen.

import type { ComponentChildren } from "preact";
import { here } from "../../address";
import { day, number } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Asked } from "../../parts/asked";
import { Community } from "../../parts/community";
import { Panes } from "../../parts/frame";
import { useAnswer } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { type MessageAsked, messages, report } from "./asked";
import { MessagePicture } from "./picture";

const LISTED = 25;

export function Listed({ asked, question }: { asked: MessageAsked; question: ComponentChildren }) {
  const said = words().message;
  const listed = useAnswer("messages", (how) => messages(LISTED, how));
  const largest = listed.answer?.items[0]?.cascade;
  const example = useAnswer(largest ? `message ${largest}` : null, (how) => report(largest ?? "", how));
  return (
    <Panes
      question={question}
      picture={
        example.answer && <MessagePicture report={example.answer} asked={asked} over={undefined} title={said.largest} />
      }
      answer={
        <Asked of={listed}>
          {({ items, total_estimate: all }) =>
            items.length === 0 ? (
              <NoMessages />
            ) : (
              <>
                <h1>{said.whichOne(number(all ?? items.length))}</h1>
                <p class="doubt">{said.whichOneHint}</p>
                <Rows items={items} />
              </>
            )
          }
        </Asked>
      }
    />
  );
}

function NoMessages() {
  const said = words().message;
  return (
    <>
      <h1>{said.noMessages}</h1>
      <p class="doubt">{said.noMessagesRemedy}</p>
      <pre>
        <code>ricochet load messages.csv reposts.csv --platform twitter</code>
      </pre>
    </>
  );
}

function Rows({ items }: { items: readonly Schemas["RecordedMessage"][] }) {
  const said = words().message;
  const most = items[0]?.people ?? 0;
  return (
    <ol class="carriers" aria-label={said.recorded}>
      {items.map(({ cascade, author, posted_at, people }) => (
        <li key={cascade}>
          <div class="who">
            <a href={here({ message: cascade })}>
              <bdi>{author ? nameOf(author) : cascade}</bdi>
            </a>
            <small>
              {author && <Community community={author.community} />}
              {posted_at && ` · ${day(posted_at)}`}
            </small>
          </div>
          <Share of={people} most={most} />
          <b>{number(people)}</b>
        </li>
      ))}
    </ol>
  );
}

/** A count as a bar on a common scale; the number stands beside it. */
export function Share({ of, most, colour = "var(--accent)" }: { of: number; most: number; colour?: string }) {
  const width = `${most > 0 ? (100 * of) / most : 0}%`;
  return (
    <span class="share" aria-hidden="true">
      <i style={{ width, background: colour }} />
    </span>
  );
}
