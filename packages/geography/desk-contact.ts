import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { regionInfo } from "./regions.ts";

/**
 * How a region's desk is found, physically and digitally (rule D1). The project knows its name and municipality;
 * how it is reached is a setting of the stage, for only the team itself knows that.
 */
export const DeskContact = z.strictObject({
  name: z.string().min(1).max(200),
  municipality: z.string().min(1).max(100),
  url: z.url({ protocol: /^https$/ }).optional(),
  phone: z
    .string()
    .regex(/^\+?[0-9][0-9 ()-]{5,24}$/, "must be a phone number")
    .optional(),
  email: z.email().optional(),
  address: z.string().min(1).max(300).optional(),
});
export type DeskContact = z.infer<typeof DeskContact>;

/** A stage's setting: per region whatever differs from the default. An unknown region or member is an error. */
export const DeskContactSettings = z.partialRecord(RegionCode, DeskContact.partial());
export type DeskContactSettings = z.infer<typeof DeskContactSettings>;

/** The desk of a region: name and centre municipality by default, overlaid with what the stage configured. */
export const deskContactOf = (region: RegionCode, settings: DeskContactSettings = {}): DeskContact => {
  const { name, centre } = regionInfo(region);
  return DeskContact.parse({
    name: `Regionaal mobiliteitsteam ${name}`,
    municipality: centre.name,
    ...settings[region],
  });
};
