// The log-in: a key pasted once; afterwards the page goes on where it was.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ProblemNote } from "../parts/problem";
import { type Problem, RefusedError } from "../service/client";
import { logIn } from "../service/session";
import { words } from "../words";
import "../style/login.css";

export function LogIn() {
  const said = words().session;
  return (
    <main class="log-in" id="answer" tabIndex={-1} aria-label={words().frame.answer}>
      <h1>{said.title}</h1>
      <p class="doubt">{said.about}</p>
      <KeyForm />
      <p>{said.how}</p>
      <pre class="command">
        <code>ricochet keys create {"<name>"} --rights read,reveal --expires 90</code>
      </pre>
    </main>
  );
}

function KeyForm() {
  const said = words().session;
  const id = useId();
  const [problem, setProblem] = useState<Problem | "empty" | null>(null);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const key = field.current?.value.trim() ?? "";
    if (key === "") return setProblem("empty");
    setAsking(true);
    setProblem(await refusal(key));
    setAsking(false);
    field.current?.select();
  };
  const wrong =
    problem === "empty" ? said.empty : problem?.status === 401 || problem?.status === 422 ? said.wrong : null;
  return (
    <form onSubmit={submit} noValidate>
      <div class="field">
        <label for={id}>{said.key}</label>
        <input
          id={id}
          ref={field}
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          placeholder="ric_…"
          maxLength={200}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-wrong`}
        />
        <p class="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      </div>
      {wrong === null && problem && problem !== "empty" && <ProblemNote problem={problem} />}
      <button type="submit" class="main" disabled={asking}>
        {said.logIn}
      </button>
    </form>
  );
}

async function refusal(key: string): Promise<Problem | null> {
  try {
    await logIn(key, { signal: new AbortController().signal });
    return null;
  } catch (reason) {
    if (reason instanceof RefusedError) return reason.problem;
    throw reason;
  }
}
