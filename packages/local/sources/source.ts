/** Something that feeds a function: a queue, a stream. */
export type Source = {
  /** Ends the feeding; what is under way is waited for. */
  stop(): Promise<void>;
};

/** A stream's reader also tells when everything that was in the stream has been handled. */
export type StreamSource = Source & {
  /** Resolves when a read that began after this call found nothing more. */
  drained(): Promise<void>;
};
