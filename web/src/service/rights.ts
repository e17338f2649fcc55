// What a key may allow, in the order in which people are told.

export const RIGHTS = ["read", "reveal", "ingest", "dpo", "admin"] as const;
