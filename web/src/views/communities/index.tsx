// Which communities there are, what crosses between them, and who takes it across.

import { useEffect } from "preact/hooks";
import { ask, here } from "../../address";
import { number } from "../../numbers";
import { Asked } from "../../parts/asked";
import { TopicField } from "../../parts/fields";
import { Panes } from "../../parts/frame";
import { SelectField } from "../../parts/select-field";
import { communityName, nameCommunities } from "../../pictures/communities";
import { Supernodes } from "../../pictures/supernodes";
import { useAnswer } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { askedIn, askMap } from "./asked";
import { CommunityAnswer } from "./card";
import { Overview } from "./overview";
import { PairAnswer } from "./pair";
import "../../style/communities.css";

type Map = Schemas["Map"];

export function Communities({ query }: { query: URLSearchParams }) {
  const asked = askedIn(query);
  const { topic, community, to } = asked;
  const map = useAnswer<Map>(`map ${topic}`, async (how) => {
    const answer = await askMap(topic, how);
    nameCommunities(answer.communities);
    return answer;
  });
  useEffect(() => {
    if (map.answer) nameCommunities(map.answer.communities);
  }, [map.answer]);
  return (
    <Panes
      question={<Question topic={topic} map={map.answer} community={community} to={to} />}
      picture={map.answer && <Picture map={map.answer} community={community} to={to} />}
      answer={
        <Asked of={map}>
          {(told) => {
            if (community === null) return <Overview map={told} topic={topic} query={query} />;
            if (to === null) return <CommunityAnswer map={told} community={community} topic={topic} query={query} />;
            return <PairAnswer asked={asked} query={query} />;
          }}
        </Asked>
      }
    />
  );
}

interface Question {
  topic: string | null;
  map: Map | undefined;
  community: number | null;
  to: number | null;
}

function Question({ topic, map, community, to }: Question) {
  const said = words().communities;
  const named = (map?.communities ?? []).map(({ community: each }) => ({
    value: String(each),
    label: communityName(each, words().common),
  }));
  const choice = (chosen: number | null) => (chosen === null ? "" : String(chosen));
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <TopicField label={said.topic} any value={topic ?? ""} choose={(topic) => ask({ topic })} />
      <SelectField
        label={said.community}
        value={choice(community)}
        options={[{ value: "", label: said.all }, ...named]}
        choose={(community) => ask({ community, to: null })}
      />
      {community !== null && (
        <SelectField
          label={said.to}
          value={choice(to)}
          options={[{ value: "", label: said.nowhere }, ...named.filter(({ value }) => value !== String(community))]}
          choose={(to) => ask({ to })}
        />
      )}
    </form>
  );
}

interface Picture {
  map: Map;
  community: number | null;
  to: number | null;
}

function Picture({ map: { communities, links }, community, to }: Picture) {
  const said = words();
  return (
    <figure class="communities-picture">
      <Supernodes
        name={said.communities.picture}
        communities={communities}
        links={links.origin.map((origin, place) => ({
          origin,
          destination: links.destination[place] as number,
          carried: links.carried[place] as number,
        }))}
        chosen={[community, to].filter((each) => each !== null)}
        open={(each) => ({
          href: here({ community: each === community ? null : each, to: null }),
          name: communityName(each, said.common),
          about: said.communities.people(number(communities[each]?.size ?? 0)),
        })}
      />
      {communities.length > 0 && <figcaption>{said.communities.legend}</figcaption>}
    </figure>
  );
}
