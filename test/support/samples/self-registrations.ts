import type * as z from "zod";
import type { SelfRegistrationInput } from "#packages/domain/person.ts";
import { drawFor, evenly } from "./draw.ts";
import { personAt } from "./persons.ts";
import { placeAt } from "./places.ts";
import { numbered, type SampleOptions, type Sampling, series } from "./sample-options.ts";

/** What somebody who comes forward alone tells (S7), as a desk that passes it on would post it. */
export type SampleSelfRegistration = z.input<typeof SelfRegistrationInput>;

const USUAL_COUNT = 70;

const selfRegistrationAt = (index: number, { seed, today }: Sampling): SampleSelfRegistration => {
  const draw = drawFor(seed, "self-registration", index);
  const home = placeAt(evenly(drawFor(seed, "self-registrations").number(), index));
  const { familyName, postcode, situation } = personAt(index, home, draw, today);
  return {
    givenName: `Aanmelder ${numbered(index)}`,
    familyName,
    postcode,
    situation,
    email: `aanmelder.${numbered(index)}@example.nl`,
  };
};

/** People who came forward alone, over the whole country by inhabitants, in every situation of S2; plainly examples. */
export const sampleSelfRegistrations = (options: SampleOptions): SampleSelfRegistration[] =>
  series(options, USUAL_COUNT, selfRegistrationAt);
