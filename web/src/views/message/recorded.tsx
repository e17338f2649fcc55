// A recorded message: what happened to it, in a sentence, a picture that plays, and lists.

import type { ComponentChildren } from "preact";
import { here } from "../../address";
import { Asked } from "../../parts/asked";
import { Panes } from "../../parts/frame";
import { useAnswer } from "../../service/answer";
import { words } from "../../words";
import { type MessageAsked, report, simulated } from "./asked";
import { Carriers } from "./carriers";
import { Crossings } from "./crossings";
import { Forecast } from "./forecast";
import { Life } from "./life";
import { MessagePicture } from "./picture";
import { MessageSentence } from "./sentence";

interface Recorded {
  asked: MessageAsked;
  message: string;
  question: ComponentChildren;
}

export function Recorded({ asked, message, question }: Recorded) {
  const said = words().message;
  const found = useAnswer(`message ${message}`, (how) => report(message, how));
  const author = found.answer?.author?.key;
  const laid = useAnswer(asked.over && author ? `over ${author} ${asked.topic}` : null, (how) =>
    simulated([author ?? ""], asked.topic, how),
  );
  return (
    <Panes
      question={question}
      picture={found.answer && <MessagePicture report={found.answer} asked={asked} over={laid.answer} />}
      answer={
        <Asked of={found}>
          {(answer) => (
            <>
              <MessageSentence report={answer} />
              <p class="links">
                <a href={here({ message: null, over: null, pace: null })}>{said.others}</a>
                {author && <a href={here({ over: !asked.over })}>{asked.over ? said.takeOff : said.layOver}</a>}
              </p>
              {asked.over && <Asked of={laid}>{() => <p class="hint">{said.laidHint}</p>}</Asked>}
              <Carriers report={answer} />
              <Crossings report={answer} />
              <Life report={answer} />
              {answer.life && <Forecast key={message} message={message} report={answer} />}
            </>
          )}
        </Asked>
      }
    />
  );
}
