// The frame of every view: the question, the picture and the answer.

import type { ComponentChildren } from "preact";
import { words } from "../words";

interface Panes {
  question?: ComponentChildren;
  picture?: ComponentChildren;
  answer: ComponentChildren;
}

export function Panes({ question, picture, answer }: Panes) {
  const said = words().frame;
  return (
    <>
      <a class="to-question" href="#question">
        {said.toQuestion}
      </a>
      <aside class="question" id="question" tabIndex={-1} aria-label={said.question}>
        {question}
      </aside>
      <section class="picture" aria-label={said.picture}>
        {picture}
      </section>
      <main class="answer" id="answer" tabIndex={-1} aria-label={said.answer}>
        {answer}
      </main>
    </>
  );
}
