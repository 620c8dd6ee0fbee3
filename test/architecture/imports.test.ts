import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Who may import what, by package of the project. Outside packages and Node's own modules are listed where few may. */
const DOMAIN = ["domain"];
const THINKING = [...DOMAIN, "geography", "classification"];
const PLUMBING = [...THINKING, "matching", "brokerage", "runtime"];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  geography: DOMAIN,
  classification: DOMAIN,
  policy: DOMAIN,
  matching: THINKING,
  brokerage: [...THINKING, "matching"],
  intake: [...THINKING, "matching", "brokerage"],
  delivery: [...THINKING, "matching", "brokerage", "intake"],
  figures: [...THINKING, "matching"],
  rights: [...THINKING, "matching", "intake", "delivery"],
  runtime: DOMAIN,
  store: [...PLUMBING, "intake", "delivery", "rights", "figures"],
  messaging: PLUMBING,
  proposing: [...PLUMBING, "store", "messaging", "delivery"],
  coupling: [...PLUMBING, "intake", "store", "proposing", "delivery"],
  api: [...PLUMBING, "policy", "store", "intake", "delivery", "rights", "figures"],
  desk: [...PLUMBING, "policy", "store", "intake", "delivery", "rights", "figures", "api"],
};
/** These thinking packages never touch AWS, the clock of the machine or the environment. */
const PURE = [
  "domain",
  "policy",
  "geography",
  "matching",
  "brokerage",
  "intake",
  "delivery",
  "rights",
  "figures",
];

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/u.test(file) && !file.includes("node_modules"))
    .map((file) => `${folder}/${file}`);

const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/gu)].map(
    ([, source = ""]) => source,
  );

const packageOf = (source: string): string | undefined => /^#packages\/([^/]+)\//u.exec(source)?.[1];

it("has a row for every package", () => {
  const packages = readdirSync("packages").filter((name) => sourcesOf(`packages/${name}`).length > 0);
  expect(packages.filter((name) => name !== "local" && !(name in MAY_IMPORT))).toEqual([]);
});

describe.each(Object.entries(MAY_IMPORT).filter(([name]) => existsSync(`packages/${name}`)))(
  "packages/%s",
  (name, allowed) => {
    const strangers = (forbidden: (source: string) => boolean): string[] =>
      sourcesOf(`packages/${name}`).flatMap((file) =>
        importsOf(file)
          .filter(forbidden)
          .map((source) => `${file} → ${source}`),
      );

    it("imports only packages that stand before it", () => {
      expect(
        strangers((source) => {
          const other = packageOf(source);
          return other !== undefined && other !== name && !allowed.includes(other);
        }),
      ).toEqual([]);
    });

    it("never imports a function, the wiring, a test or the local runner", () => {
      expect(strangers((source) => /^#(functions|infra|test)\/|^#packages\/local\//u.test(source))).toEqual(
        [],
      );
    });
  },
);

it.each(PURE.filter((name) => existsSync(`packages/${name}`)))("packages/%s knows no AWS", (name) => {
  const found = sourcesOf(`packages/${name}`)
    .filter((file) => !file.includes("/commands/"))
    .flatMap((file) =>
      importsOf(file)
        .filter((source) => /^@aws-|^aws-/u.test(source))
        .map((source) => `${file} → ${source}`),
    );
  expect(found).toEqual([]);
});

it("events know the domain and nothing else of the project", () => {
  const found = sourcesOf("events")
    .filter((file) => !file.includes("/commands/"))
    .flatMap((file) =>
      importsOf(file).filter((source) => source.startsWith("#") && packageOf(source) !== "domain"),
    );
  expect(found).toEqual([]);
});

it("no function imports another function, and none the local runner", () => {
  const found = sourcesOf("functions").flatMap((file) =>
    importsOf(file)
      .filter(
        (source) =>
          /^#(functions|infra|test)\/|^#packages\/local\//u.test(source) || source.startsWith("../"),
      )
      .map((source) => `${file} → ${source}`),
  );
  expect(found).toEqual([]);
});
