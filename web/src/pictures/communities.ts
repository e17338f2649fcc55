// Colours and names of communities: the same on the map, in lists and in the ricochet picture.

const PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#AA4499", "#999933"] as const;
// Six of Okabe and Ito's, two of Paul Tol's: told apart with any colour vision, on white and on near-black.

export const NO_COMMUNITY = "#8A8F98";

/** Return the colour of a community by its number; they repeat, so a name always stands beside it. */
export function communityColour(community: number | null | undefined): string {
  if (community === null || community === undefined || community < 0) return NO_COMMUNITY;
  return PALETTE[community % PALETTE.length] as string;
}

const topics = new Map<number, string>();
const told = new Set<() => void>();

/** Take note of what communities talk about, as a map tells it: they are called by it from then on. */
export function nameCommunities(communities: readonly { community: number; topic: string | null }[]): void {
  const before = topics.size;
  for (const { community, topic } of communities) if (topic) topics.set(community, topic);
  if (topics.size > before) for (const listener of [...told]) listener();
}

/** Hear of new names; call what is returned to hear no more. */
export function onNames(listener: () => void): () => void {
  told.add(listener);
  return () => void told.delete(listener);
}

/** Return what to call a community: its number from 1, largest first, with its topic; or the words for having none. */
export function communityName(
  community: number | null | undefined,
  words: { community: (number: string) => string; noCommunity: string },
): string {
  if (community === null || community === undefined || community < 0) return words.noCommunity;
  const topic = topics.get(community);
  return topic ? `${community + 1} · ${topic}` : words.community(String(community + 1));
}
