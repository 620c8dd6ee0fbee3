import { expect, it } from "vitest";
import { DESK_URL, deskOn } from "#test/support/desk/desk-app.ts";

const IMPORT = {
  id: "5b0c7e0e-0000-4000-8000-000000000001",
  kind: "vacancies",
  state: "queued",
  dryRun: true,
  receivedAt: "2026-11-20T09:00:00.000Z",
  rows: 1,
  good: 0,
  bad: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  files: [],
  findings: [],
};

const formWith = (token: string, file: File | undefined): FormData => {
  const form = new FormData();
  form.set("formuliersleutel", token);
  form.set("sleutel", "once");
  form.set("wat", "vacancies");
  form.set("hoe", "check");
  if (file !== undefined) form.set("bestand", file, file.name);
  return form;
};

const send = async (file: File | undefined) => {
  const { app, open, asked } = deskOn(() => Response.json(IMPORT, { status: 202 }));
  const { cookie, token } = await open();
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  const response = await app.request(`${DESK_URL}/bestanden-sturen`, {
    method: "POST",
    headers,
    body: formWith(token, file),
  });
  return { response, asked };
};

it("a file is sent on to the API to be checked, under the key of the form", async () => {
  const { response, asked } = await send(
    new File(["reference;title\r\n"], "vacatures.csv", { type: "text/csv" }),
  );
  expect(response.headers.get("location")).toBe(`/bestanden-sturen/${IMPORT.id}`);
  expect(asked.map(({ method, path }) => [method, path])).toEqual([
    ["POST", "/v1/vacancies/imports?dryRun=true"],
  ]);
  expect(asked[0]?.headers.get("idempotency-key")).toBe("once");
});

it.each([
  ["no file", undefined, "Kies een bestand"],
  ["an empty file", new File([], "leeg.csv"), "Kies een bestand"],
  ["a file of more than 4 MB", new File(["x".repeat(4_200_000)], "groot.csv"), "groter dan 4 MB"],
])("%s is told at the field, and nothing is sent", async (_, file, message) => {
  const { response, asked } = await send(file);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(message);
  expect(asked).toEqual([]);
});
