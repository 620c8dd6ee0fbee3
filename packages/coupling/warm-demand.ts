import type { VacancyId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { findMany } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import type { Table } from "#packages/store/platform-table.ts";

/** What can be matched in regions, as of a moment: the same reading as matching has. */
export type ReadTerms = (where: {
  readonly regions: readonly RegionCode[];
  readonly asOf: Date;
}) => Promise<readonly { readonly id: VacancyId; readonly version: number }[]>;

/** Vacancies as a warm function keeps them: those that changed are read anew, the others are there. */
export type WarmDemand = {
  /** Vacancies with work in these regions, and these others whatever has become of them. */
  read(
    where: { readonly regions: readonly RegionCode[]; readonly asOf: Date },
    others: readonly VacancyId[],
  ): Promise<Vacancy[]>;
};

export const warmDemand = (table: Table, readTerms: ReadTerms): WarmDemand => {
  const known = new Map<VacancyId, Vacancy>();
  return {
    async read(where, others) {
      const terms = await readTerms(where);
      const wanted = new Map(terms.map(({ id, version }) => [id, version]));
      const stale = [...wanted].flatMap(([id, version]) =>
        (known.get(id)?.version ?? 0) < version ? [id] : [],
      );
      // Those of which all positions are held are in no shard: they are read every time.
      const extra = others.filter((id) => !wanted.has(id));
      for (const vacancy of await findMany(table, vacancies, [...new Set([...stale, ...extra])]))
        if (vacancy !== undefined) known.set(vacancy.id, vacancy);
      return [...new Set([...wanted.keys(), ...extra])].flatMap((id) => known.get(id) ?? []);
    },
  };
};
