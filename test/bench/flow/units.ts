import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LocalDate } from "#packages/domain/dates.ts";
import { apiClient } from "#packages/local/demo/api-client.ts";
import { importProfiles } from "#packages/local/demo/import-profiles.ts";
import { profileRequest, vacancyRequest } from "#packages/local/demo/sample-input.ts";
import { sendAll } from "#packages/local/demo/send-all.ts";
import { startDynamo } from "#packages/local/engines/dynamodb.ts";
import type { Platform } from "#packages/local/platform.ts";
import { freePort } from "#packages/local/ports.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { sampleProfiles } from "#test/support/samples/profiles.ts";
import { sampleVacancies } from "#test/support/samples/vacancies.ts";
import { type CountingProxy, startCountingProxy } from "./counting-proxy.ts";
import { costOfThousand, type Units } from "./prices.ts";

/** Units of one kind of work, for each thing, with all that follows from it until the platform is at rest. */
export type UnitsOfWork = Units & { readonly things: number; readonly dollarsAThousand: number };

export type UnitFigures = {
  /** With so many profiles in the country while vacancies were posted. */
  readonly profilesInTheCountry: number;
  readonly importedProfile: UnitsOfWork;
  readonly vacancy: UnitsOfWork;
  readonly postedProfile: UnitsOfWork;
  readonly byOperation: Readonly<Record<string, number>>;
};

const SETTLE_MS = 60 * 60_000;

type Counting = {
  readonly platform: Platform;
  readonly proxy: CountingProxy;
};

const round = (value: number): number => Number(value.toFixed(1));

/** Polls of the runner itself do not go through: only what is counted between the beginning and the rest is asked. */
const unitsOf = async (
  { platform, proxy }: Counting,
  things: number,
  work: () => Promise<unknown>,
): Promise<UnitsOfWork> => {
  const before = proxy.units();
  await work();
  await platform.settled(SETTLE_MS);
  const after = proxy.units();
  const each = {
    read: (after.read - before.read) / things,
    write: (after.write - before.write) / things,
  };
  const dollarsAThousand = Number(costOfThousand(each).toFixed(4));
  return { things, read: round(each.read), write: round(each.write), dollarsAThousand };
};

type What = {
  readonly assembly: string;
  readonly directory: string;
  readonly profiles: number;
  readonly posts: number;
  readonly today: LocalDate;
};

const count = async (counting: Counting, { profiles, posts, today }: What): Promise<UnitFigures> => {
  const { platform, proxy } = counting;
  const api = apiClient(platform);
  const people = sampleProfiles({ seed: 11, count: profiles, today });
  const vacancies = sampleVacancies({ seed: 12, count: posts, today });
  const later = sampleProfiles({ seed: 13, count: posts, today });
  return {
    profilesInTheCountry: profiles,
    importedProfile: await unitsOf(counting, profiles, () =>
      importProfiles(api, people, { today, key: "units", onGood: () => {} }),
    ),
    vacancy: await unitsOf(counting, posts, () =>
      sendAll(
        api,
        vacancies.map((body) => vacancyRequest(body, today)),
      ),
    ),
    postedProfile: await unitsOf(counting, posts, () =>
      sendAll(
        api,
        later.map((body) => profileRequest(body, today)),
      ),
    ),
    byOperation: proxy.byOperation(),
  };
};

/** Counts read and write units on a platform of its own, whose engine stands behind the counting proxy. */
export const measureUnits = async (what: What): Promise<UnitFigures> => {
  const dataDir = join(what.directory, "units");
  const engineDir = join(what.directory, "units-engine");
  mkdirSync(engineDir, { recursive: true });
  const port = await freePort(0, "the engine");
  const engine = await startDynamo({ dataDir: engineDir, port, endpoint: undefined, onLost: console.error });
  const proxy = await startCountingProxy(engine.endpoint);
  process.env["DYNAMODB_ENDPOINT"] = proxy.endpoint;
  try {
    const platform = await startPlatform({
      dataDir,
      assembly: what.assembly,
      log: console.log,
      quiet: true,
      rights: "unchecked",
    });
    try {
      return await count({ platform, proxy }, what);
    } finally {
      await platform.stop();
    }
  } finally {
    Reflect.deleteProperty(process.env, "DYNAMODB_ENDPOINT");
    await proxy.stop();
    await engine.stop();
    rmSync(engineDir, { recursive: true, force: true });
  }
};
