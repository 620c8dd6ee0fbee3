type Closer = () => unknown;

/** What must be ended, in the reverse order of its start. Ending twice is ending once. */
export class Closing {
  readonly #closers: Closer[] = [];
  #closed: Promise<void> | undefined;

  add(closer: Closer): void {
    this.#closers.push(closer);
  }

  /** Waits for something that starts, and ends it with the rest; also when another that starts beside it fails. */
  async started<T extends { stop(): unknown }>(starting: Promise<T>): Promise<T> {
    const started = await starting;
    if (this.#closed !== undefined) await started.stop();
    this.add(() => started.stop());
    return started;
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    for (const closer of this.#closers.reverse()) {
      try {
        await closer();
      } catch {
        // The others have to be ended all the same.
      }
    }
  }
}
