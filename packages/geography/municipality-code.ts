import * as z from "zod";

const FORM = /^GM[0-9]{4}$/;

/** CBS code of a municipality: "GM" and four digits. A code is never given out twice, so it stays valid after a merger. */
export const MunicipalityCode = z
  .string()
  .regex(FORM, 'must be a CBS municipality code such as "GM0363"')
  .brand("MunicipalityCode");
export type MunicipalityCode = z.infer<typeof MunicipalityCode>;

/** Whether a text has the form of a municipality code; for whoever reads hundreds of them from a table. */
export const isMunicipalityCode = (text: string): text is MunicipalityCode => FORM.test(text);
