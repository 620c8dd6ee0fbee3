import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { TooBusy } from "#packages/domain/errors.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import type { Deps } from "./deps.ts";

const TRIES = 8;
const pause = (count: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** count));

/** What is to be written, and what it comes to. Without writes there is nothing to do. */
export type Work<T> = { readonly writes: readonly TransactWriteItem[]; readonly outcome: T };

/** Decides and writes, and decides anew on what stands when somebody else wrote in between. TooBusy (503) at last. */
export const decideAndWrite = async <T>({ tables }: Deps, decide: () => Promise<Work<T>>): Promise<T> => {
  for (let count = 0; count < TRIES; count += 1) {
    const { writes, outcome } = await decide();
    if (writes.length === 0) return outcome;
    try {
      await commit(tables.platform.client, writes);
      return outcome;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
    await pause(count);
  }
  throw new TooBusy("the same thing is being written by others");
};
