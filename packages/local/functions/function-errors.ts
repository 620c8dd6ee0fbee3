/** A function failed: it threw, ended its process, ran out of memory or could not be loaded. */
export class FunctionFailed extends Error {
  override readonly name: string = "FunctionFailed";
}

/** A function was stopped because its time was over. */
export class FunctionTimedOut extends FunctionFailed {
  override readonly name = "FunctionTimedOut";
}

/** A payload that Lambda does not take (6 MB). */
export class PayloadTooLarge extends Error {
  override readonly name = "PayloadTooLarge";
}
