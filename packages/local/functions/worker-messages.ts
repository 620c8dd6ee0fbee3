/** What the runner tells a function's worker. Payloads are JSON text, as on AWS: nothing is shared by reference. */
export type ToWorker =
  | {
      readonly kind: "invoke";
      readonly requestId: string;
      readonly payload: string;
      readonly deadline: number;
    }
  | { readonly kind: "clock"; readonly offsetMs: number };

/** What a worker tells the runner. */
export type FromWorker =
  | { readonly kind: "ready" }
  | {
      readonly kind: "answer";
      readonly requestId: string;
      readonly payload: string;
      readonly usedBytes: number;
    }
  | { readonly kind: "failure"; readonly requestId: string; readonly error: FailureDetails };

/** An error as AWS reports it for a function. */
export type FailureDetails = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
};

/** What a worker is started with. */
export type WorkerSettings = {
  readonly directory: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly inBulk: boolean;
  /** Compiled code is kept here: the next copy of the function is there sooner. */
  readonly compileCache: string;
};
