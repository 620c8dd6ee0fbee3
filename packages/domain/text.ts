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

/** Nine digits that stand alone, together or in groups with dots, dashes or spaces between them. */
const NINE_DIGITS = /(?<!\d[ .-]?)\d(?:[ .-]?\d){8}(?!\d)/gu;
/** The eleven-test of citizen service numbers (BSN): 9, 8 … 2 and -1 times the digits is a multiple of 11. */
const passesElevenTest = (digits: string): boolean =>
  Number(digits) > 0 &&
  [...digits].reduce((sum, digit, index) => sum + Number(digit) * (index === 8 ? -1 : 9 - index), 0) % 11 ===
    0;

/** Whether a text holds what may be a citizen service number (BSN). One in eleven other numbers of nine digits is too. */
export const mayHoldBsn = (text: string): boolean =>
  [...text.matchAll(NINE_DIGITS)].some(([found]) => passesElevenTest(found.replaceAll(/\D/g, "")));

const withoutBsn = (max: number) =>
  plainText(max).refine(
    (text) => !mayHoldBsn(text),
    "holds what may be a citizen service number (BSN): leave it out",
  );

/** What one colleague leaves for another: no medical data, which no program can see, and no BSN, which one can. */
export const noteText = withoutBsn(1000);

/** The work of people as somebody typed it: it stands beside their profile or their group, which tell of nobody. */
export const jobTitleText = withoutBsn(120);
