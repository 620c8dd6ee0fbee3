import * as z from "zod";

/** CBS code of a municipality: "GM" and four digits. A code is never given out twice, so it stays valid after a merger. */
export const MunicipalityCode = z
  .string()
  .regex(/^GM[0-9]{4}$/, 'must be a CBS municipality code such as "GM0363"')
  .brand("MunicipalityCode");
export type MunicipalityCode = z.infer<typeof MunicipalityCode>;
