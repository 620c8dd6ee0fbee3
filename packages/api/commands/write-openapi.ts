import { mkdirSync, writeFileSync } from "node:fs";
import { openApiDocument } from "../openapi-document.ts";

/** Writes the OpenAPI document for the linter: `npm run lint:api`. */
mkdirSync(".build", { recursive: true });
writeFileSync(".build/openapi.json", JSON.stringify(openApiDocument(), null, 2));
console.log(".build/openapi.json");
