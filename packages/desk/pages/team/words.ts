import { dayInAmsterdam, daysBetween } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { allRegions } from "#packages/geography/regions.ts";
import type { ApiTrouble } from "../../api/trouble.ts";
import { momentText } from "../../components/dates.ts";
import type { Language, Texts } from "../../texts/texts.ts";

type TeamTexts = Texts["team"];

const NAMES = new Map(allRegions().map(({ code, name }) => [code, name]));
/** What people call a region. */
export const regionName = (code: RegionCode): string => NAMES.get(code) ?? code;

const dayOf = (moment: string): string => (moment.length === 10 ? moment : dayInAmsterdam(new Date(moment)));

/** How long something has been there: "9 dagen open". */
export const ageText = (since: string, now: Date, { age }: TeamTexts): string =>
  age(daysBetween(dayOf(since), dayInAmsterdam(now)));

/** A term in words: "2 dagen te laat", "nog 3 dagen". A check says since when it can be done. */
export const termText = (dueAt: string, now: Date, t: TeamTexts): string => {
  const left = daysBetween(dayInAmsterdam(now), dayOf(dueAt));
  if (dueAt.length === 10) return left > 0 ? t.termLeft(left) : t.checkDue(-left);
  return Date.parse(dueAt) < now.getTime() ? t.termLate(-left) : t.termLeft(left);
};

const numbers = (language: Language, minimumFractionDigits: number, maximumFractionDigits: number) =>
  new Intl.NumberFormat(language === "nl" ? "nl-NL" : "en-GB", {
    minimumFractionDigits,
    maximumFractionDigits,
  });

/** Distances are known to a hundred metres; people read kilometres. */
export const distanceText = (hectometres: number, language: Language, { kilometres }: TeamTexts): string =>
  kilometres(numbers(language, 0, hectometres < 100 ? 1 : 0).format(hectometres / 10));

/** Points are millionths of a perfect match; people read hundredths, with a decimal where they are added up. */
export const pointsText = (points: number, language: Language, digits = 0): string =>
  numbers(language, digits, digits).format(points / 10_000);

export const stateText = (state: string, { states }: TeamTexts): string =>
  new Map(Object.entries(states)).get(state) ?? state;

type Refusal = Pick<NonNullable<ApiTrouble["problem"]>, "why" | "claim">;

const holderText = ({ claim }: Refusal, t: Texts): string =>
  claim?.deskName ??
  t.team.refused.someDesk(new Map(Object.entries(t.frame.roles)).get(claim?.role ?? "") ?? "");

/** Why something could not be done, in words; who has it where that is why. */
export const refusalText = (refusal: Refusal, t: Texts, language: Language): string => {
  const { refused } = t.team;
  if (refusal.why === "claimed-by-other" && refusal.claim !== undefined)
    return refused["claimed-by-other"](holderText(refusal, t), momentText(refusal.claim.sinceAt, language));
  const found = new Map<string, unknown>(Object.entries(refused)).get(refusal.why ?? "");
  return typeof found === "string" ? found : refused.other;
};
