import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import type { SelfRegistrationInput } from "#packages/domain/person.ts";
import { isWaiting, type SelfRegistration } from "#packages/domain/self-registration.ts";
import { put } from "./documents.ts";
import { selfRegistrations } from "./kinds.ts";
import { logChange } from "./log-entries.ts";
import { keepSelfRegistered, putSelfRegistered, takeSelfRegistered } from "./persons-table.ts";
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

/**
 * All writes of a step in the life of a request: the request, its change log. What the person told is kept longer when
 * somebody took it up, and goes when the request is settled.
 */
export const settledSelfRegistrationWrites = (
  { platform, persons }: Tables,
  after: SelfRegistration,
  events: readonly PlatformEvent[],
): TransactWriteItem[] => {
  const at = new Date(after.changedAt ?? after.receivedAt);
  const kept = after.claim === undefined ? [] : [keepSelfRegistered(persons, after.id, at)];
  return [
    put(platform, selfRegistrations, after),
    ...(isWaiting(after) ? kept : [takeSelfRegistered(persons, after.id)]),
    ...logChange(platform, {
      kind: "OTHER",
      scopes: [after.region],
      id: after.id,
      version: after.version,
      at,
      events,
    }),
  ];
};
