import type { CouplingSummary } from "#packages/api/routes/couplings.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { findMany } from "#packages/store/documents.ts";
import { surplusNotices, vacancies } from "#packages/store/kinds.ts";
import type { Table } from "#packages/store/platform-table.ts";

type Names = Pick<CouplingSummary, "fromName" | "toName">;
type Sides = Pick<Coupling, "noticeId" | "vacancyId">;

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/**
 * What the firms of these couplings are called, as notice and vacancy say; what is no longer there has no name. Both firms are
 * told of each other with the proposal: no more is shown than the name that belongs to the number.
 */
export const readFirmNames = async (
  table: Table,
  all: readonly Sides[],
): Promise<(coupling: Sides) => Names> => {
  const [notices, posts] = await Promise.all([
    findMany(table, surplusNotices, distinct(all.map(({ noticeId }) => noticeId))),
    findMany(table, vacancies, distinct(all.map(({ vacancyId }) => vacancyId))),
  ]);
  const nameOf = new Map(
    [...notices, ...posts].flatMap((one) =>
      one === undefined ? [] : [[one.id, one.employer.name] as const],
    ),
  );
  return ({ noticeId, vacancyId }) => {
    const [fromName, toName] = [nameOf.get(noticeId), nameOf.get(vacancyId)];
    return { ...(fromName && { fromName }), ...(toName && { toName }) };
  };
};
