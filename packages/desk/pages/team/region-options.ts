import type { RegionCode } from "#packages/domain/regions.ts";
import { allRegions, neighboursOf } from "#packages/geography/regions.ts";
import type { Option } from "../../components/field.tsx";

/** All other regions, neighbours first, each group by name. */
export const regionOptions = (own: RegionCode, neighbour: (name: string) => string): Option[] => {
  const near = new Set(neighboursOf(own));
  const others = allRegions()
    .filter(({ code }) => code !== own)
    .sort((a, b) => a.name.localeCompare(b.name, "nl"));
  return [
    ...others
      .filter(({ code }) => near.has(code))
      .map(({ code, name }) => ({ value: code, label: neighbour(name) })),
    ...others.filter(({ code }) => !near.has(code)).map(({ code, name }) => ({ value: code, label: name })),
  ];
};
