import * as z from "zod";

/** Control characters but tab and line breaks; NUL among them. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/**
 * Text that people typed: trimmed, 1 to `max` characters (UTF-16 units), without control characters and without
 * half a surrogate pair, either of which breaks stores and readers further on.
 */
export const plainText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed(), "has half a surrogate pair")
    .refine((text) => !CONTROL.test(text), "has a control character");

/** A reference that another system gave to a thing: no spaces at the ends, printable. */
export const ExternalReference = plainText(200);
