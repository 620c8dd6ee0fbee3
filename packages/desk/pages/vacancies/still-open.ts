import * as z from "zod";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import type { Keeping } from "../../frame/keeping.ts";

const DAY = 86_400_000;
/** Four weeks: vacancies that are gone and still stand are what spoils a match most. A setting of our own. */
export const ASK_AFTER_DAYS = 28;
const LIST = "vacancy-open";

const Seen = z.object({ at: z.iso.datetime() });

export const daysSince = (moment: string, now: Date): number =>
  Math.floor((now.getTime() - Date.parse(moment)) / DAY);

/** When the employer said of which vacancy that it is still open. */
export const seenOpen = async (keeping: Keeping): Promise<ReadonlyMap<string, string>> => {
  const found = await keeping.list("VIEW", LIST);
  return new Map(
    found.flatMap(({ id, doc }) => {
      const seen = Seen.safeParse(doc);
      return seen.success ? [[id, seen.data.at] as const] : [];
    }),
  );
};

export const saySeenOpen = (keeping: Keeping, id: string, now: Date): Promise<void> =>
  keeping.keep("VIEW", LIST, id, { at: now.toISOString() });

/** Whether to ask if it is still open: nobody changed it or said so for four weeks. */
export const isOld = (
  { status, changedAt }: Pick<Vacancy, "status" | "changedAt">,
  seenAt: string | undefined,
  now: Date,
): boolean =>
  status === "open" &&
  daysSince(changedAt, now) >= ASK_AFTER_DAYS &&
  (seenAt === undefined || daysSince(seenAt, now) >= ASK_AFTER_DAYS);
