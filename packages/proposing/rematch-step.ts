import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { VacancyId } from "#packages/domain/ids.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import { advanced, type Rematch, type RematchProgress, regionsOfScope } from "#packages/domain/rematch.ts";
import type { VacancyTerms } from "#packages/matching/terms.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { commit } from "#packages/store/platform-table.ts";
import { countRematchChanges, rematchWrites } from "#packages/store/rematches.ts";
import { emptyLists, type Matcher, matchSubject, type Request } from "./match-subject.ts";
import type { Step } from "./pair-changes.ts";
import { rematchRequested } from "./rematch-event.ts";

/** Vacancies a step: what is done once more when a worker is killed, and how soon a stop is seen. */
const STEP = 20;

export type StepOptions = {
  /** Asked before each vacancy but the first. */
  readonly hasTime: () => boolean;
  /** Nobody goes on after this step, unless it is asked for: the request is part of its write. */
  readonly last: boolean;
  readonly traceparent?: string | undefined;
  readonly stepSize?: number;
};

/** Where a vacancy with places in several regions is seen to: once, in the first of them. */
const regionOf = ({ places }: VacancyTerms): RegionCode | undefined =>
  REGIONS.find((code) => places.some(({ region }) => region === code));

/** The vacancies of each region of the scope as they are now, by ascending id. */
const vacanciesOf = async (matcher: Matcher, { scope }: Rematch, asOf: Date): Promise<VacancyId[][]> => {
  const regions = regionsOfScope(scope);
  const all = await matcher.vacancies.read({ regions, asOf });
  const byRegion = new Map<RegionCode | undefined, Set<VacancyId>>(
    regions.map((region) => [region, new Set()]),
  );
  for (const vacancy of all) byRegion.get(scope === "country" ? regionOf(vacancy) : scope)?.add(vacancy.id);
  return [...byRegion.values()].map((ids) => [...ids].sort());
};

const BEGINNING: RematchProgress = { done: 0, total: 0, region: 0 };

/** Where it is; at the beginning when it has not begun, or began by other rules than those in force. */
const placeOf = ({ rules, progress }: Rematch, matcher: Matcher): RematchProgress =>
  rules === matcher.world.rules ? (progress ?? BEGINNING) : BEGINNING;

const countOf = (steps: readonly Step[], type: string): number =>
  steps.filter(({ event }) => event.type === `nl.arbeidsmarkt.${type}.v1`).length;

const counting =
  ({ table }: Matcher, { id }: Rematch) =>
  (steps: readonly Step[]): TransactWriteItem[] => [
    countRematchChanges(table, id, {
      new: countOf(steps, "match-proposed"),
      renewed: countOf(steps, "match-rescored"),
      withdrawn: countOf(steps, "match-ended"),
    }),
  ];

/** Matches vacancies one after the other until time runs out; at least one. Says how many. */
const matchSome = async (
  matcher: Matcher,
  some: readonly VacancyId[],
  { hasTime, ...request }: Request & Pick<StepOptions, "hasTime">,
): Promise<number> => {
  for (const [index, id] of some.entries()) {
    if (index > 0 && !hasTime()) return index;
    await matchSubject(matcher, { kind: "vacancy", id }, request);
  }
  return some.length;
};

type Left = { readonly here: readonly VacancyId[]; readonly later: number };

/** What is left of the region at work, and of those after it. */
const leftOf = (all: readonly VacancyId[][], { region, after }: Omit<RematchProgress, "total">): Left => ({
  here: (all[region] ?? []).filter((id) => after === undefined || id > after),
  later: all.slice(region + 1).reduce((sum, { length }) => sum + length, 0),
});

const progressAfter = (place: RematchProgress, { here, later }: Left, seen: number): RematchProgress => {
  const done = place.done + seen;
  const total = done + here.length - seen + later;
  const after = here[seen - 1];
  return seen < here.length && after !== undefined
    ? { done, total, region: place.region, after }
    : { done, total, region: place.region + 1 };
};

/**
 * One step of a re-match: some vacancies of the region at work, then the progress, with the request to go on if this is
 * the last step of a message. A worker that is killed in between does the same vacancies once more, which changes
 * nothing; what was changed is counted where it is changed. Throws ConditionFailed when the re-match was written by
 * somebody else meanwhile: then nothing of the progress is written.
 */
export const rematchStep = async (
  matcher: Matcher,
  rematch: Rematch,
  { hasTime, last, traceparent, stepSize = STEP }: StepOptions,
): Promise<Rematch> => {
  const asOf = matcher.now();
  const place = placeOf(rematch, matcher);
  const left = leftOf(await vacanciesOf(matcher, rematch, asOf), place);
  const seen = await matchSome(matcher, left.here.slice(0, stepSize), {
    asOf,
    hasTime,
    traceparent,
    lists: emptyLists(),
    inBulk: true,
    alongside: counting(matcher, rematch),
  });
  const progress = progressAfter(place, left, seen);
  const at = matcher.now();
  const { rules, classification } = matcher.world;
  const isEnd = progress.region >= regionsOfScope(rematch.scope).length;
  const by = { rules, classification: classification.version, progress };
  const next = advanced(rematch, by, { ended: isEnd ? at : undefined });
  const { id, version } = next;
  const goOn = last && !isEnd ? [rematchRequested(next, at, traceparent)] : [];
  await commit(matcher.table.client, [
    ...rematchWrites(matcher.table, rematch, next),
    ...(goOn.length === 0
      ? []
      : logChange(matcher.table, { kind: "OTHER", scopes: ["REMATCH"], id, version, at, events: goOn })),
  ]);
  return next;
};
