// The view of a message: what happened to a recorded one, or what would come of one that accounts start.

import { messageAsked } from "./asked";
import { Listed } from "./list";
import { MessageQuestion } from "./question";
import { Recorded } from "./recorded";
import { Simulated } from "./simulated";
import "../../style/message.css";

export function Message({ query }: { query: URLSearchParams }) {
  const asked = messageAsked(query);
  const question = <MessageQuestion asked={asked} />;
  if (asked.message !== null) return <Recorded asked={asked} message={asked.message} question={question} />;
  if (asked.seeds.length > 0) return <Simulated asked={asked} question={question} />;
  return <Listed asked={asked} question={question} />;
}
