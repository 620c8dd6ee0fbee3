import * as z from "zod";

/** The letter pairs that the Dutch postcode system leaves out. */
const WRITTEN_FORM = /^\s*[1-9][0-9]{3}\s?(?![sS][aAdDsS])[A-Za-z]{2}\s*$/;

/**
 * A whole Dutch postcode. Accepts "1012 AB", "1012ab" and "1012AB"; what comes out is always "1012AB".
 * Says nothing about whether the area exists: `locate` does.
 */
export const Postcode = z
  .string()
  .regex(WRITTEN_FORM, 'must be a Dutch postcode such as "1012 AB"')
  .overwrite((written) => written.replace(/\s+/g, "").toUpperCase())
  .brand("Postcode");
export type Postcode = z.infer<typeof Postcode>;

const FOUR_DIGITS = /^[1-9][0-9]{3}$/;

/** The four digits of a postcode: the area whose centre distances are measured from. */
export const Pc4 = z
  .string()
  .regex(FOUR_DIGITS, 'must be the four digits of a postcode such as "1012"')
  .brand("Pc4");
export type Pc4 = z.infer<typeof Pc4>;

/** For places where some only know the four digits, e.g. a vacancy's work place. */
export const PostcodeOrPc4 = z.union([Postcode, Pc4], {
  error: 'must be a Dutch postcode such as "1012 AB", or its four digits',
});
export type PostcodeOrPc4 = z.infer<typeof PostcodeOrPc4>;

/** Whether a text has the form of a PC4; for whoever reads thousands of them from a table. */
export const isPc4 = (digits: string): digits is Pc4 => FOUR_DIGITS.test(digits);

/** The PC4 of a postcode; a PC4 comes back as it is. */
export const pc4Of = (postcode: PostcodeOrPc4): Pc4 => {
  const digits = postcode.slice(0, 4);
  // Only reachable around the type system; parsing gives the error its usual shape.
  return isPc4(digits) ? digits : Pc4.parse(digits);
};
