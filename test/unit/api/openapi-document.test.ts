import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import * as z from "zod";
import { allRoutes, openApiDocument } from "#packages/api/openapi-document.ts";
import { referencePage } from "#packages/api/reference/reference-page.ts";
import { OPERATIONS } from "#packages/policy/operations.ts";

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), "overstap-api-"));
afterAll(() => rmSync(directory, { recursive: true }));

const Finding = z.object({
  code: z.union([z.string(), z.number()]),
  path: z.array(z.union([z.string(), z.number()])),
});
/** Codes of the rules that a document breaks. */
const lint = async (document: unknown, name: string): Promise<string[]> => {
  const file = join(directory, `${name}.json`);
  writeFileSync(file, JSON.stringify(document));
  const found = join(directory, `${name}-found.json`);
  const options = ["lint", file, "--ruleset", "packages/api/.spectral.yaml", "-f", "json", "-o", found];
  // Findings are an exit code of their own; what counts is in the file.
  await run("node_modules/.bin/spectral", options).catch((error: unknown) =>
    expect(error).toMatchObject({ code: 1 }),
  );
  return z
    .array(Finding)
    .parse(JSON.parse(readFileSync(found, "utf8")))
    .map(({ code }) => String(code));
};

const copy = () => z.looseObject({}).parse(JSON.parse(JSON.stringify(openApiDocument())));

it("has every route file, and every operation that needs a token", () => {
  const written = readdirSync("packages/api/routes")
    .flatMap((file) => [
      ...readFileSync(`packages/api/routes/${file}`, "utf8").matchAll(/operationId: "(\w+)"/g),
    ])
    .map(([, id]) => id);
  const told = allRoutes().map(({ operationId }) => operationId);
  expect(told.toSorted()).toEqual(written.toSorted());
  expect(Object.keys(OPERATIONS).filter((operation) => !told.includes(operation))).toEqual([]);
});

it("keeps the rules of the Dutch API strategy", async () => {
  expect(await lint(openApiDocument(), "good")).toEqual([]);
});

/** What breaks a rule: a text of the document and what it becomes. */
it("the rules find what they are for", async () => {
  const text = JSON.stringify(copy())
    .replaceAll('"/vacancies"', '"/Vacancies_all/"')
    .replaceAll('"API-Version"', '"X-Version"')
    .replaceAll("https://api.overstap.example/v1", "http://api.overstap.example")
    .replaceAll('"version":"1.0.0"', '"version":"1"')
    .replaceAll('"name":"cursor"', '"name":"next_cursor"')
    .replaceAll('"ProposalCounts"', '"proposal_counts"')
    .replaceAll("schemas/ProposalCounts", "schemas/proposal_counts")
    .replaceAll('"nationalEmployer"', '"national_employer"')
    .replaceAll('"closingDate":{"type":"string","format":"date"}', '"closingDate":{"type":"string"}')
    .replaceAll('"changedAt":{"type":"string","format":"date-time"}', '"changedAt":{"type":"string"}')
    .replaceAll('"required":["type","title","status","detail"]', '"required":["type"]')
    .replaceAll('"400":', '"402":')
    .replaceAll('"email":"api@overstap.example",', "")
    .replaceAll('"/openapi.json":', '"/description":')
    .replaceAll('"operationId":"checkHealth",', "");
  const codes = new Set(await lint(JSON.parse(text), "bad"));
  for (const code of [
    "no-trailing-slash",
    "kebab-case-paths",
    "api-version-header",
    "server-version",
    "server-https",
    "semantic-version",
    "camel-case-query",
    "pascal-case-schemas",
    "camel-case-members",
    "dates-are-dates",
    "moments-are-moments",
    "problem-documents",
    "input-can-be-invalid",
    "contact",
    "document-of-the-api",
    "operation-named",
  ])
    expect(codes).toContain(code);
});

it("the reference page shows every operation and schema, and brings no script", () => {
  const page = referencePage(openApiDocument());
  for (const { operationId } of allRoutes()) expect(page).toContain(`id="${operationId}"`);
  for (const name of Object.keys(openApiDocument().components?.schemas ?? {}))
    expect(page).toContain(`id="schema-${name}"`);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
  expect(page).not.toMatch(/<script|style="|https?:\/\/(?!api\.overstap|identity)[^"]*\.(js|css)/);
  expect(page).toContain("ESCO-classificatie");
});
