import { randomBytes } from "node:crypto";

const TRACE_PARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace of the request (W3C Trace Context): the caller's, or one of our own. It goes into every event. */
export const traceOf = (header: string | undefined): string =>
  header !== undefined && TRACE_PARENT.test(header)
    ? header
    : `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`;
