// Writes the types of the interface from the description that `python -m ricochet.manual` keeps, and says of which.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const from = new URL("../.cache/openapi.json", import.meta.url);
const to = new URL("src/service/description.ts", import.meta.url);

const description = await readFile(from);
const digest = createHash("sha256").update(description).digest("hex");
const types = await openapiTS(JSON.parse(description.toString()), { defaultNonNullable: false, silent: true });
await writeFile(to, `// Written by \`npm run client\` from the description with the digest ${digest}\n\n${astToString(types)}`);
