// A community as it is told anywhere: a dot in its colour, and its name beside it.

import { communityColour, communityName } from "../pictures/communities";
import { words } from "../words";

export function Dot({ community }: { community: number | null | undefined }) {
  return <i class="dot" aria-hidden="true" style={{ background: communityColour(community) }} />;
}

export function Community({ community }: { community: number | null | undefined }) {
  return (
    <span class="community">
      <Dot community={community} />
      {communityName(community, words().common)}
    </span>
  );
}
