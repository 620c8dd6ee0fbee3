import * as z from "zod";

/** The four digits of a postcode: a postcode area (PC4). All that matching ever sees of an address. */
export const Pc4 = z
  .string()
  .regex(/^[1-9][0-9]{3}$/, "must be four digits, as 1012")
  .brand("Pc4");
export type Pc4 = z.infer<typeof Pc4>;

/** A whole Dutch postcode, written "1012AB"; "1012 ab" is accepted. SA, SD and SS are never given out. */
export const Postcode = z
  .string()
  .transform((text) => text.replace(/\s/gu, "").toUpperCase())
  .pipe(
    z
      .string()
      .regex(/^[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}$/, "must be a Dutch postcode, as 1012 AB")
      .brand("Postcode"),
  );
export type Postcode = z.infer<typeof Postcode>;
