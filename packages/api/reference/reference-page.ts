import { html, raw } from "hono/html";
import * as z from "zod";
import { NOTICE } from "#packages/classification/notice.ts";
import { escaped, memberRows, typeOf } from "./schema-words.ts";

const Schema = z.looseObject({});
const Content = z.record(z.string(), z.looseObject({ schema: Schema.optional() }));
const Parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().default(""),
  schema: Schema.default({}),
});
const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().default(""),
  tags: z.array(z.string()),
  parameters: z.array(Parameter).default([]),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content: Content.optional() })),
});
type Operation = z.infer<typeof Operation>;

/** What of an OpenAPI document the page shows. */
const Shown = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.looseObject({ url: z.string() })),
  tags: z.array(z.looseObject({ name: z.string(), description: z.string().default("") })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), Schema) }),
});
type Shown = z.infer<typeof Shown>;
type Fragment = ReturnType<typeof raw>;

type Named = { readonly method: string; readonly path: string; readonly operation: Operation };
const operationsOf = ({ paths }: Shown): Named[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );

const join = (fragments: readonly (Fragment | string)[]): Fragment => raw(fragments.join(""));
/** Plain paragraphs and *emphasis*, all that our descriptions use of Markdown. */
const prose = (text: string): Fragment =>
  raw(
    text
      .split("\n\n")
      .map((paragraph) => `<p>${escaped(paragraph).replaceAll(/\*([^*]+)\*/g, "<em>$1</em>")}</p>`)
      .join(""),
  );

const parameterRow = ({ name, in: where, required, description, schema }: z.infer<typeof Parameter>) =>
  html`<tr><th scope="row"><code>${name}</code></th><td>${where}${required ? ", needed" : ""}</td>
<td>${raw(typeOf(schema))}</td><td>${description}</td></tr>`;

const parameters = ({ parameters: all }: Operation) =>
  all.length === 0
    ? ""
    : html`<h4>Parameters</h4><div class="wide" tabindex="0"><table><thead><tr><th scope="col">Name</th>
<th scope="col">Where</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${all.map(parameterRow)}</tbody></table></div>`;

const bodyOf = ({ requestBody }: Operation) =>
  requestBody === undefined
    ? ""
    : html`<h4>Body</h4><ul>${Object.entries(requestBody.content).map(
        ([type, { schema = {} }]) => html`<li><code>${type}</code>: ${raw(typeOf(schema))}</li>`,
      )}</ul>`;

const answers = ({ responses }: Operation) =>
  html`<h4>Answers</h4><ul>${Object.entries(responses).map(([status, { description, content = {} }]) => {
    const schemas = Object.values(content).map(({ schema = {} }) => typeOf(schema));
    return html`<li><strong>${status}</strong> ${description}${raw(schemas.map((one) => `: ${one}`).join(""))}</li>`;
  })}</ul>`;

const operation = ({ method, path, operation: one }: Named) =>
  html`<section class="operation" id="${one.operationId}"><h3><span class="method">${method.toUpperCase()}</span>
<code>${path}</code></h3><p><strong>${one.summary}</strong></p>${prose(one.description)}
<details><summary>Parameters, body and answers of ${one.operationId}</summary>
${parameters(one)}${bodyOf(one)}${answers(one)}</details></section>`;

const group = (document: Shown) => {
  const all = operationsOf(document);
  return document.tags.map(
    ({ name, description }) =>
      html`<section><h2 id="tag-${name}">${name}</h2><p>${description}</p>${all
        .filter(({ operation: { tags } }) => tags.includes(name))
        .map(operation)}</section>`,
  );
};

const schemas = ({ components }: Shown) =>
  html`<section><h2 id="schemas">Schemas</h2>${Object.entries(components.schemas)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, schema]) => html`<details id="schema-${name}"><summary>${name}</summary>
<div class="wide" tabindex="0"><table><thead><tr><th scope="col">Member</th><th scope="col">Type</th>
<th scope="col">Meaning</th></tr></thead><tbody>${raw(memberRows(schema))}</tbody></table></div></details>`,
    )}</section>`;

const contents = (document: Shown) =>
  html`<nav aria-label="Contents"><ul>${document.tags.map(
    ({ name }) => html`<li><a href="#tag-${name}">${name}</a></li>`,
  )}<li><a href="#schemas">schemas</a></li></ul></nav>`;

/** The reference of the API as one page: no scripts, nothing from elsewhere, from the OpenAPI document alone. */
export const referencePage = (openApi: unknown): string => {
  const document = Shown.parse(JSON.parse(JSON.stringify(openApi)));
  const { info, servers } = document;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API ${info.version}</title><link rel="stylesheet" href="/v1/reference/style.css"></head>
<body><header><h1>${info.title} API <small>${info.version}</small></h1>${prose(info.description)}
<p>Server: ${servers.map(({ url }) => html`<code>${url}</code>`)}. The same as a document:
<a href="/v1/openapi.json">openapi.json</a></p></header>${contents(document)}
<main>${group(document)}${schemas(document)}</main>
<footer><p lang="nl">${NOTICE.nl}</p></footer></body></html>`;
  return join([`${page}`]).toString();
};
