import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { starterClassification } from "#packages/classification/load-classification.ts";
import { aiActDocuments } from "../ai-act/documents.ts";
import { measure } from "../ai-act/metrics.ts";
import { judge, RISKS } from "../ai-act/risks.ts";

const DIRECTORY = "infra/ai-act";

const metrics = measure(starterClassification());
mkdirSync(DIRECTORY, { recursive: true });
for (const [name, text] of Object.entries(aiActDocuments(metrics)))
  writeFileSync(join(DIRECTORY, name), text);
const broken = RISKS.map((risk) => judge(risk, metrics)).filter(({ kept }) => !kept);
console.log(`${DIRECTORY}: written. Bounds not kept: ${broken.map(({ id }) => id).join(", ") || "none"}.`);
if (broken.length > 0) process.exitCode = 1;
