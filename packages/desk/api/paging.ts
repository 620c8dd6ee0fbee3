import * as z from "zod";

/** A page of a list of the API. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() });

export type Page<T> = { readonly items: readonly T[]; readonly nextCursor?: string | undefined };
export type PageAsked = { readonly limit?: number; readonly cursor?: string | undefined };
