import * as z from "zod";
import { KvkNumber } from "#packages/domain/ids.ts";

/** The last two parts of the path of a consent. */
export const ConsentReceiver = {
  purpose: z.enum(["matching", "introduction"]).meta({ description: "What for" }),
  receiver: z.union([z.literal("mobility-teams"), KvkNumber]).meta({
    description: "mobility-teams for matching, the employer's KvK number for introduction",
  }),
};

type Parts = { readonly purpose: string; readonly receiver: string };
/** The receiver must be one of those of the purpose: the check of a path with these parts, and what is told of it. */
export const fitsPurpose = ({ purpose, receiver }: Parts): boolean =>
  (purpose === "matching") === (receiver === "mobility-teams");
export const FITS_PURPOSE = {
  path: ["receiver"],
  message: "is mobility-teams for matching and a KvK number for introduction",
};
