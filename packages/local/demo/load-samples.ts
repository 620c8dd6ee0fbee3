import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { Platform } from "../platform.ts";
import { type ApiClient, type ApiRequest, apiClient } from "./api-client.ts";
import { comeToRest } from "./come-to-rest.ts";
import { importProfiles } from "./import-profiles.ts";
import { createProgress, type Progress } from "./progress.ts";
import { DEMO_SIZES, type SampleSizes, sampleRequests } from "./sample-input.ts";
import { sendAll } from "./send-all.ts";

export type LoadOptions = {
  readonly sizes?: SampleSizes;
  readonly api?: ApiClient;
  readonly progress?: Progress;
  readonly log: (line: string) => void;
  /** How long matching and delivery may take after the last request. */
  readonly settleMs?: number;
};

/** What was sent, and how long each part took, in milliseconds. */
export type Loaded = {
  readonly vacancies: number;
  readonly notices: number;
  readonly profiles: number;
  readonly selfRegistrations: number;
  readonly ms: {
    readonly profiles: number;
    readonly notices: number;
    readonly vacancies: number;
    readonly selfRegistrations: number;
    readonly settling: number;
  };
};

const SETTLE_MS = 10 * 60_000;

/**
 * Sends the sample input through the public API, each request as the client that may make it, and waits until all of it
 * is matched and delivered. Loading again changes nothing. Throws RequestRefused or DidNotSettle.
 */
export const loadSamples = async (platform: Platform, options: LoadOptions): Promise<Loaded> => {
  const { sizes = DEMO_SIZES, log, settleMs = SETTLE_MS } = options;
  const api = options.api ?? apiClient(platform);
  const progress = options.progress ?? createProgress(log);
  const today = dayInAmsterdam(platform.now());
  const requests = sampleRequests(sizes, today);
  const timed = async (what: string, total: number, send: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    progress.begin(what, total);
    await send();
    progress.done();
    return Math.round(performance.now() - began);
  };
  const posted = (what: string, all: readonly ApiRequest[]) =>
    timed(what, all.length, () => sendAll(api, all, { onSent: () => progress.step() }));
  const people = requests.profiles;
  // People first: while nothing is asked there is nothing to match them with, and each vacancy then finds all of them.
  const profiles = await timed("profielen", people.length, async () => {
    const key = `voorbeeld-${today}-${people.length}`;
    await importProfiles(api, people, { today, key, onGood: (rows) => progress.step(rows) });
    // Each region is matched once its import settled: quick while there are no vacancies, and work done twice later.
    await comeToRest(platform, settleMs);
  });
  const notices = await posted("overschotmeldingen", requests.notices);
  const vacancies = await posted("vacatures", requests.vacancies);
  const selfRegistrations = await posted("zelfmeldingen", requests.selfRegistrations);
  log("matchen en bezorgen …");
  const began = performance.now();
  await comeToRest(platform, settleMs);
  const settling = Math.round(performance.now() - began);
  return {
    vacancies: requests.vacancies.length,
    notices: requests.notices.length,
    profiles: requests.profiles.length,
    selfRegistrations: requests.selfRegistrations.length,
    ms: { profiles, notices, vacancies, selfRegistrations, settling },
  };
};
