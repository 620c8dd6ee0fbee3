import * as z from "zod";

/** Set when an import or a re-match brought it about: what follows inside the platform then goes the way of those. */
export const InBulk = z.boolean();
