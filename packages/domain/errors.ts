/** The version that the caller based a change on is not the current one (HTTP 412). */
export class VersionConflict extends Error {
  override readonly name = "VersionConflict";
}

/** The thing does not exist, or not for this caller (HTTP 404). */
export class NotFound extends Error {
  override readonly name = "NotFound";
}

/** The thing is in a state in which this cannot be done (HTTP 409). `detail` is fit for the caller. */
export class NotPossibleNow extends Error {
  override readonly name = "NotPossibleNow";
  readonly detail: string;
  constructor(detail: string) {
    super(detail);
    this.detail = detail;
  }
}

/** Somebody else wrote at the same moment, again and again; the caller may try later (HTTP 503). */
export class TooBusy extends Error {
  override readonly name = "TooBusy";
}
