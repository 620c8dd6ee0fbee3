import { afterAll, beforeAll, expect } from "vitest";
import type { Coupling } from "#packages/domain/coupling.ts";
import { type Dynamo, startDynamo } from "#test/support/dynamo.ts";
import { clockAt, type Town, townOn } from "./coupled-town.ts";
import { demand } from "./region.ts";
import { MONDAY } from "./town-deeds.ts";

/** For a describe: what gives a town on tables of its own, on a Monday morning. The tables of the one before it are gone. */
export const ownTowns = (): (() => Promise<Town>) => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());
  return async () => {
    dynamo.stop();
    dynamo = await startDynamo();
    return townOn(dynamo, clockAt(MONDAY));
  };
};

/** The only live coupling of the usual vacancy. */
export const theCoupling = async (town: Town): Promise<Coupling> => {
  const [first, ...others] = await town.liveAt(demand().id);
  expect(others).toEqual([]);
  if (first === undefined) throw new Error("no coupling");
  return first;
};
