// A plan as a table for a spreadsheet: comma separated (RFC 4180), and no cell of it is a formula.

import type { Schemas } from "../../service/client";

const FORMULA = new Set([..."'=+-@\t\r\n\0＝＋－＠"]); // the last four are what else a spreadsheet may compute

type Cell = string | number | null;

const COLUMNS = [
  "rank",
  "key",
  "handle",
  "followers",
  "community",
  "people",
  "people_low",
  "people_high",
  "price",
  "currency",
  "acceptance",
];

/** Return the accounts of a plan, what each adds, and what it costs; an unknown value is an empty cell. */
export function planTable({ seeds, currency }: Schemas["Plan"]): string {
  const rows = seeds.map(({ account, gain, price, acceptance }, place): Cell[] => [
    place + 1,
    account.key,
    account.handle,
    account.followers,
    account.community === null ? null : account.community + 1,
    gain.value,
    gain.low,
    gain.high,
    price,
    price === null ? null : currency,
    acceptance,
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Return one cell: after an apostrophe where a spreadsheet would compute it, in quotes where it must be. */
export function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.has(value.charAt(0)) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
