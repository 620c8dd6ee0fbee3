import { randomUUID } from "node:crypto";
import timers from "node:timers/promises";
import { RematchView } from "#packages/api/routes/rematches.ts";
import type { ApiClient } from "#packages/local/demo/api-client.ts";

export type RematchesBeside = {
  /** Re-matches of the country that ended while others worked. */
  readonly rematches: number;
  readonly vacanciesASecond: number;
  /** What they changed: nothing, when all had been matched by the same rules before. */
  readonly changes: number;
};

const LOOK_MS = 250;
const AS = "administrator";

const isOver = ({ state }: RematchView): boolean => state === "done" || state === "stopped";

/** One re-match of the country, from its start to its end. */
const rematchCountry = async (api: ApiClient): Promise<RematchView> => {
  const asked = await api.expect({
    as: AS,
    method: "POST",
    path: "/v1/rematches",
    body: { scope: "country" },
    key: randomUUID(),
  });
  const { id } = RematchView.parse(asked.body);
  for (;;) {
    const { body } = await api.expect({ as: AS, method: "GET", path: `/v1/rematches/${id}` });
    const rematch = RematchView.parse(body);
    if (isOver(rematch)) return rematch;
    await timers.setTimeout(LOOK_MS);
  }
};

/** Keeps a re-match of the country under way, one after the other, until it is ended; the last one is waited for. */
export const keepRematching = (api: ApiClient): { end(): Promise<RematchesBeside> } => {
  let over = false;
  const rematchOn = async (): Promise<RematchesBeside> => {
    const began = performance.now();
    const done: RematchView[] = [];
    while (!over) done.push(await rematchCountry(api));
    const seconds = (performance.now() - began) / 1000;
    const sum = (of: (rematch: RematchView) => number) => done.reduce((all, one) => all + of(one), 0);
    return {
      rematches: done.length,
      vacanciesASecond: Number((sum((rematch) => rematch.done) / seconds).toFixed(1)),
      changes: sum(({ changes }) => changes.new + changes.renewed + changes.withdrawn),
    };
  };
  const rematching = rematchOn();
  return {
    end: () => {
      over = true;
      return rematching;
    },
  };
};
