import { Worker } from "node:worker_threads";
import * as z from "zod";
import type { Coupling } from "./couple.ts";
import { coupleOnLinks, type KeptTogether } from "./keep-together.ts";
import { type LinksQuestion, linksQuestion } from "./keep-together-mip.ts";

const Answer = z.object({ open: z.array(z.boolean()), bound: z.number().int() }).optional();

/** Where the worker's code is: a function's bundle has it elsewhere. */
const WORKER = new URL("./keep-together-worker.ts", import.meta.url);

/** The worker ended without an answer. */
export class SolverFailed extends Error {
  override readonly name = "SolverFailed";
}

const ask = (question: LinksQuestion, file: URL): Promise<z.infer<typeof Answer>> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: question });
    worker.once("message", (message: unknown) => {
      const answer = Answer.safeParse(message);
      if (answer.success) resolve(answer.data);
      else reject(new SolverFailed("the answer cannot be read"));
    });
    worker.once("error", (cause) => reject(new SolverFailed("the worker failed", { cause })));
    worker.once("exit", () => reject(new SolverFailed("the worker ended without an answer")));
  });

/**
 * As `keepTogether`, by a mixed integer program with a limit of time, for a region: the better of the two, with the
 * tighter of both bounds. When time is up before anything is found, `heuristic` is what comes back. Throws `SolverFailed`.
 */
export const keepTogetherExactly = async (
  coupling: Coupling,
  heuristic: KeptTogether,
  options: { readonly points: number; readonly seconds: number; readonly worker?: URL },
): Promise<KeptTogether> => {
  const answer = await ask(linksQuestion(coupling, options), options.worker ?? WORKER);
  if (answer === undefined) return heuristic;
  const bound = Math.min(answer.bound, heuristic.bound);
  const exact = coupleOnLinks(coupling, (link) => answer.open[link] === true, {
    points: options.points,
    bound,
  });
  const better = exact.worth >= heuristic.worth ? exact : heuristic;
  return { ...better, bound, gap: bound - better.worth };
};
