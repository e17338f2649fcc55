// Colours and names of communities: the same on the map, in lists and in the ricochet picture.

const PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#882255", "#999933"] as const;
// Six of Okabe and Ito's, two of Paul Tol's: told apart with any colour vision, on white and on near-black.

export const NO_COMMUNITY = "#8A8F98";

/** Return the colour of a community by its number; they repeat, so a name always stands beside it. */
export function communityColour(community: number | null | undefined): string {
  if (community === null || community === undefined || community < 0) return NO_COMMUNITY;
  return PALETTE[community % PALETTE.length] as string;
}

/** Return what to call a community: its number from 1, largest first, or the words for having none. */
export function communityName(
  community: number | null | undefined,
  words: { community: (number: string) => string; noCommunity: string },
): string {
  if (community === null || community === undefined || community < 0) return words.noCommunity;
  return words.community(String(community + 1));
}
