import type { RegionCode } from "#packages/domain/regions.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { findMany } from "./documents.ts";
import { lists } from "./keys.ts";
import { vacancies } from "./kinds.ts";
import { type PageAsked, type Position, readList } from "./pages.ts";
import type { Table } from "./platform-table.ts";
import { type WaitingListDocument, waitingLists } from "./waiting-lists.ts";

/** Work with a waiting list, and the list. */
export type OpenHiring = { readonly document: WaitingListDocument; readonly vacancy: Vacancy };

/** A page of the vacancies of open hiring in a region, oldest first; those that closed a moment ago are left out. */
export const readOpenHiring = async (
  table: Table,
  region: RegionCode,
  asked: PageAsked,
): Promise<{ readonly documents: readonly OpenHiring[]; readonly next?: Position | undefined }> => {
  const { listPk } = lists.openHiring(region, "", "");
  const { things, next } = await readList(table, waitingLists, [listPk.S], asked);
  const known = await findMany(
    table,
    vacancies,
    things.map(({ id }) => id),
  );
  const documents = things.flatMap((document, index) => {
    const vacancy = known[index];
    return vacancy?.status === "open" ? [{ document, vacancy }] : [];
  });
  return { documents, next };
};
