import * as z from "zod";

/** CBS code of a municipality, as tokens and people's data carry it; `packages/geography` knows which there are. */
export const HomeMunicipality = z
  .string()
  .regex(/^GM[0-9]{4}$/, 'must be a CBS municipality code such as "GM0363"');
export type HomeMunicipality = z.infer<typeof HomeMunicipality>;
