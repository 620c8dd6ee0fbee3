import type * as z from "zod";
import { addDays } from "#packages/domain/dates.ts";
import type { SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { contractsWanted, languagesOf, reachOf } from "./conditions.ts";
import { type Draw, drawFor, evenly, leaveOutUnknown } from "./draw.ts";
import { contactOf, regionalFirm } from "./firms.ts";
import { placeAt, placeOfWork, postcodeOf, type Spot } from "./places.ts";
import { numbered, type SampleOptions, type Sampling, series } from "./sample-options.ts";
import { labourMarket, usualHours, type Work } from "./work.ts";

/** A surplus notice as a firm's or a sector organisation's system would post it. */
export type SampleNotice = z.input<typeof SurplusNoticeInput>;
type SampleGroup = SampleNotice["groups"][number];

const USUAL_COUNT = 60;
const DRAFTS = 0.1;
const EMBARGO = 0.12;
const ELSEWHERE = 0.1;

type Reason = NonNullable<SampleNotice["reasons"]>[number];
const REASONS: readonly [Reason, ...Reason[]] = [
  "less-work",
  "less-work",
  "reorganisation",
  "closure",
  "season",
  "bankruptcy",
  "other",
];

const headCountOf = (draw: Draw): number => {
  const share = draw.number();
  if (share < 0.6) return draw.whole(2, 12);
  return share < 0.93 ? draw.whole(12, 60) : draw.whole(60, 400);
};

/** What a firm knows of when its people can go: in a draft, nothing yet. */
const datesOf = (draft: boolean, draw: Draw, today: string) => {
  if (draft) return {};
  const from = addDays(today, draw.whole(7, 120));
  if (draw.chance(0.15))
    return {
      surplusKind: "temporary" as const,
      availableFromDate: from,
      availableUntilDate: addDays(from, draw.whole(60, 240)),
    };
  return {
    surplusKind: "lasting" as const,
    availableFromDate: from,
    dismissalDate: draw.chance(0.7) ? addDays(from, draw.whole(0, 90)) : undefined,
  };
};

type GroupOf = { readonly number: number; readonly work: Work; readonly spot: Spot; readonly draft: boolean };
const groupOf = ({ number, work, spot, draft }: GroupOf, draw: Draw, today: string): SampleGroup => {
  const told = <T>(probability: number, value: () => T): T | undefined =>
    draw.chance(probability) ? value() : undefined;
  const byTitle = draft || draw.chance(0.25);
  return leaveOutUnknown({
    groupKey: `groep-${number}`,
    jobTitle: byTitle && !draft ? draw.pick(work.titles).slice(0, 120) : undefined,
    occupation: byTitle ? undefined : work.occupation,
    headCount: headCountOf(draw),
    postcode: postcodeOf(spot, draw),
    competencies: draft ? [] : [...draw.some(work.essential, 0.7), ...draw.some(work.optional, 0.25)],
    hoursPerWeek: told(0.75, () => usualHours(work, draw)),
    contractKinds: told(0.5, () => contractsWanted(draw)),
    languages: told(0.4, () => languagesOf(draw)),
    educationLevel: told(0.5, () => work.level),
    licences: work.licences.length > 0 ? told(0.6, () => [...work.licences]) : undefined,
    irregularHours: told(0.4, () => work.irregular),
    reachKm: told(0.3, () => reachOf(draw)),
    ...datesOf(draft, draw, today),
  });
};

const noticeAt = (index: number, { seed, today }: Sampling): SampleNotice => {
  const draw = drawFor(seed, "notice", index);
  const market = labourMarket();
  const main = market.shrinking.at(draw.number());
  const start = drawFor(seed, "notices").number();
  const spot = placeOfWork(placeAt(evenly(start, index)), main, draw);
  const draft = draw.chance(DRAFTS);
  const others = Array.from({ length: draw.whole(0, 4) }, () => {
    const work = market.ofSector(main.sector)?.at(draw.number()) ?? main;
    return { work, spot: draw.chance(ELSEWHERE) ? placeAt(draw.number()) : spot };
  });
  const employer = regionalFirm(main.sector, spot.region, draw);
  return leaveOutUnknown({
    employer,
    reasons: [...new Set([draw.pick(REASONS), draw.pick(REASONS)])],
    embargoUntilDate: draw.chance(EMBARGO) ? addDays(today, draw.whole(5, 30)) : undefined,
    groups: [{ work: main, spot }, ...others].map(({ work, spot: place }, at) =>
      groupOf({ number: at + 1, work, spot: place, draft }, draw, today),
    ),
    reference: `voorbeeld-${seed}-n-${numbered(index)}`,
    contact: draw.chance(0.8) ? contactOf(employer) : undefined,
  });
};

/**
 * Surplus notices of firms in the sectors that shrank in 2020, one to five groups each. Each is valid for
 * `SurplusNoticeInput`; about one in ten is a draft (neither work nor dates), one in eight under embargo.
 */
export const sampleNotices = (options: SampleOptions): SampleNotice[] =>
  series(options, USUAL_COUNT, noticeAt);
