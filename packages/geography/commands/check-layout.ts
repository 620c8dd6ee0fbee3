import { REGIONS } from "#packages/domain/regions.ts";
import type { Layout } from "./read-layout.ts";
import { BadSource } from "./read-layout.ts";

const demand = (holds: boolean, complaint: string): void => {
  if (!holds) throw new BadSource(complaint);
};

const demandUnique = (what: string, codes: readonly string[]): void => {
  const seen = new Set<string>();
  for (const code of codes) {
    demand(!seen.has(code), `${what} ${code} occurs twice`);
    seen.add(code);
  }
};

const checkRegions = ({ regions, municipalities }: Layout): void => {
  demandUnique(
    "region",
    regions.map((row) => row.am_code),
  );
  demandUnique(
    "municipality",
    municipalities.map((row) => row.gm_code),
  );
  demand(
    regions.length === REGIONS.length,
    `there are ${regions.length} regions instead of ${REGIONS.length}`,
  );
  for (const { am_code, gemeenten } of regions) {
    const found = municipalities.filter((row) => row.am_code === am_code).length;
    demand(
      found === gemeenten,
      `region ${am_code} has ${found} municipalities instead of the stated ${gemeenten}`,
    );
  }
};

const checkAreas = ({ municipalities, areas, boxes }: Layout): void => {
  // Fewer would be a cut-off file: there have been more than 4,000 areas since the counts began.
  demand(areas.length > 4_000, `there are only ${areas.length} postcode areas`);
  demandUnique(
    "postcode area",
    [...areas, ...boxes].map((row) => row.pc4),
  );
  const regionOf = new Map(municipalities.map((row) => [row.gm_code, row.am_code]));
  for (const { pc4, gm_code, am_code } of [...areas, ...boxes]) {
    const region = regionOf.get(gm_code);
    demand(region !== undefined, `postcode area ${pc4} is in ${gm_code}, which is not a municipality`);
    demand(
      region === am_code,
      `postcode area ${pc4} is in ${am_code}, but its municipality ${gm_code} in ${region}`,
    );
  }
  const inhabited = new Set(areas.map((row) => row.gm_code));
  for (const { gm_code } of municipalities) {
    demand(inhabited.has(gm_code), `municipality ${gm_code} has no postcode area`);
  }
};

const checkFormer = ({ municipalities, former }: Layout): void => {
  demandUnique(
    "former municipality",
    former.map((row) => row.gm_code),
  );
  const present = new Set(municipalities.map((row) => row.gm_code));
  for (const { gm_code } of former) demand(!present.has(gm_code), `${gm_code} is both former and present`);
};

/** Checks the files against each other: counts, and every code that one file takes from another. Throws `BadSource`. */
export const checkLayout = (layout: Layout): void => {
  checkRegions(layout);
  checkAreas(layout);
  checkFormer(layout);
};
