import { ProblemDocument } from "#packages/api/problem.ts";

/** The API did not do what it was asked. `problem` is its own words, where it had any. */
export class ApiTrouble extends Error {
  override readonly name = "ApiTrouble";
  readonly status: number;
  readonly problem: ProblemDocument | undefined;
  /** Seconds, when the API says how long to wait. */
  readonly retryAfter: number | undefined;
  constructor(status: number, problem?: ProblemDocument, retryAfter?: number) {
    super(`the API answered ${status}`);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

const jsonOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  return text.startsWith("{") ? JSON.parse(text) : undefined;
};

/** What an answer that is no success says. */
export const troubleOf = async (response: Response): Promise<ApiTrouble> => {
  const problem = ProblemDocument.safeParse(await jsonOf(response));
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new ApiTrouble(
    response.status,
    problem.success ? problem.data : undefined,
    Number.isFinite(wait) ? wait : undefined,
  );
};

/** What came of asking for something that the API may refuse for a reason that belongs on the same page. */
export type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "refused"; readonly trouble: ApiTrouble };

/** Refusals of these statuses come back as a value; everything else is thrown on, for the frame to show. */
export const attempt = async <T>(
  work: Promise<T>,
  statuses: readonly number[] = [400, 409],
): Promise<Outcome<T>> => {
  try {
    return { kind: "done", value: await work };
  } catch (error) {
    if (error instanceof ApiTrouble && statuses.includes(error.status))
      return { kind: "refused", trouble: error };
    throw error;
  }
};
