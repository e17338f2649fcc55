// Who the reader is and what they may, in words, and the way out.

import { moment } from "../numbers";
import { RIGHTS } from "../service/rights";
import { logOut, useSession } from "../service/session";
import { words } from "../words";

export function SessionNote() {
  const session = useSession();
  const said = words().session;
  if (!session) return null;
  if (!session.key_needed) return <p>{said.free}</p>;
  return (
    <>
      <p>
        {session.holder && said.as(<bdi>{session.holder}</bdi>)}
        {session.expires_at && ` ${said.until(moment(session.expires_at))}`}
      </p>
      <Rights title={said.mayYou} rights={RIGHTS.filter((right) => session.rights.includes(right))} />
      <Rights title={said.mayNot} rights={RIGHTS.filter((right) => !session.rights.includes(right))} />
      <button type="button" onClick={() => void logOut().catch(() => {})}>
        {said.logOut}
      </button>
    </>
  );
}

function Rights({ title, rights }: { title: string; rights: readonly string[] }) {
  if (rights.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="rights">
        {rights.map((right) => (
          <li key={right}>{words().session.may[right] ?? right}</li>
        ))}
      </ul>
    </>
  );
}
