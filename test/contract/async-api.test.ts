import { Parser } from "@asyncapi/parser";
import { describe, expect, it } from "vitest";
import { asyncApi } from "#events/commands/async-api.ts";
import { queuesOf } from "#events/commands/destinations.ts";
import { asFile, senderOf } from "#events/commands/json-schema.ts";
import { catalogue } from "#events/index.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { jsonOf, textOf } from "./published.ts";

const eventNamed = (key: string) => {
  const event = catalogue.find((one) => one.key === key);
  if (event === undefined) throw new Error(`no event ${key}`);
  return event;
};

describe("the AsyncAPI document of the queues", () => {
  it("is what the catalogue, the examples and the routing give today", () => {
    const current = asFile(asyncApi()) === textOf("asyncapi.json");
    expect(current, 'events/asyncapi.json is not current: run "npm run contracts" and review the diff').toBe(
      true,
    );
  });

  it("is valid AsyncAPI 3 without a warning", { timeout: 60_000 }, async () => {
    const { document, diagnostics } = await new Parser().parse(textOf("asyncapi.json"));
    const found = diagnostics.map(({ severity, code, message, path }) => ({ severity, code, message, path }));
    // "asyncapi-latest-version" only tells that the standard has a newer minor version.
    expect(found.filter(({ code }) => code !== "asyncapi-latest-version")).toEqual([]);
    expect(document?.channels().all()).toHaveLength(9);
    expect(document?.components().messages().all()).toHaveLength(catalogue.length);
  });

  it("has every message on some channel, with the published schema", () => {
    const { channels, components } = asyncApi();
    const carried = new Set(Object.values(channels).flatMap(({ messages }) => Object.keys(messages)));
    expect([...carried].sort()).toEqual(Object.keys(components.messages).sort());
    for (const message of Object.values(components.messages)) {
      const { $schema, $id, ...published } = jsonOf(`schemas/${message.name}.json`);
      expect(message.payload).toEqual(published);
      expect(message.externalDocs.url).toBe($id);
      expect(message.examples.map(({ payload }) => payload)).toEqual([
        jsonOf(`examples/${message.name}.json`),
      ]);
    }
  });

  it("offers a team's and a service point's queue for each of the 35 regions", () => {
    const { region, demand } = asyncApi().channels;
    for (const channel of [region, demand]) expect(channel?.parameters?.region.enum).toEqual(REGIONS);
  });
});

describe("where events go, found from the platform's own routing", () => {
  it.each([
    ["vacancy-registered.v1", ["brokerage", "demand", "demand-national", "matching"]],
    ["market-profile-changed.v1", ["matching"]],
    ["surplus-notice-registered.v1", ["brokerage"]],
    ["import-settled.v1", ["brokerage", "matching-imports"]],
    ["match-proposed.v1", ["region"]],
    ["match-decided.v1", ["matching", "region"]],
    ["match-handed-over.v1", ["region"]],
    ["coupling-proposed.v1", ["region"]],
    ["coupling-expired.v1", ["brokerage", "matching", "region"]],
    ["redelivery-requested.v1", ["redeliveries"]],
  ])("%s can go to %j and nowhere else", (key, queues) => {
    expect(queuesOf(eventNamed(key))).toEqual(queues);
  });
});

/** Cells of the catalogue's rows in events/README.md by event. */
const catalogueRows = (): Map<string, string[]> =>
  new Map(
    textOf("README.md")
      .split("\n")
      .filter((line) => /^\| `[a-z-]+\.v[0-9]+`/.test(line))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
      .map(([event = "", ...cells]) => [event.replaceAll("`", ""), cells]),
  );

describe("the catalogue in events/README.md", () => {
  it("has a row for each event in force, in the order of the catalogue, and no other", () => {
    expect([...catalogueRows().keys()]).toEqual(catalogue.map(({ key }) => key));
  });

  it.each(catalogue.map(({ key }) => key))("tells the sender and the queues of %s", (key) => {
    const [sender, queues = "", meaning = "", since] = catalogueRows().get(key) ?? [];
    expect(sender).toBe(senderOf(eventNamed(key)));
    expect(
      queues
        .split(", ")
        .map((queue) => queue.replaceAll("`", ""))
        .sort(),
    ).toEqual(queuesOf(eventNamed(key)));
    expect(meaning.length).toBeGreaterThan(10);
    expect(since).toMatch(/^[0-9]+\.[0-9]+\.[0-9]+$/);
  });
});
