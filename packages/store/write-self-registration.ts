import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import type { SelfRegistration, SelfRegistrationInput } from "#packages/domain/person.ts";
import { put } from "./documents.ts";
import { selfRegistrations } from "./kinds.ts";
import { logChange } from "./log-entries.ts";
import { putSelfRegistered } from "./persons-table.ts";
import type { Tables } from "./write-vacancy.ts";

/** All writes for somebody who came forward alone: the request, the personal part apart, the change log. */
export const selfRegistrationWrites = (
  { platform, persons }: Tables,
  {
    registration,
    input,
    events,
  }: {
    readonly registration: SelfRegistration;
    readonly input: SelfRegistrationInput;
    readonly events: readonly PlatformEvent[];
  },
): TransactWriteItem[] => [
  put(platform, selfRegistrations, registration),
  putSelfRegistered(persons, registration, input),
  ...logChange(platform, {
    kind: "OTHER",
    scopes: [registration.region],
    id: registration.id,
    version: registration.version,
    at: new Date(registration.receivedAt),
    events,
  }),
];
