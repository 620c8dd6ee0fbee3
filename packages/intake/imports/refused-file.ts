/** A file that cannot be taken at all. `details` are for the sender and say what to do. */
export class RefusedFile extends Error {
  override readonly name = "RefusedFile";
  readonly details: readonly string[];
  readonly tooLarge: boolean;
  constructor(details: readonly string[], { tooLarge = false }: { readonly tooLarge?: boolean } = {}) {
    super(details.join("; "));
    this.details = details;
    this.tooLarge = tooLarge;
  }
}
