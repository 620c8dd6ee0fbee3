import type { PlatformEvent } from "#events/index.ts";
import { SelfRegistrationReceivedV1 } from "#events/self-registration-received.v1.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { SelfRegistrationId } from "#packages/domain/ids.ts";
import type { SelfRegistrationInput } from "#packages/domain/person.ts";
import { SelfRegistration } from "#packages/domain/self-registration.ts";
import { responsibleFor } from "#packages/domain/situation.ts";
import { dueAfterWorkingDays } from "#packages/domain/working-days.ts";
import { type Fault, InvalidInput } from "./invalid-input.ts";
import { lookUp } from "./locations.ts";
import type { Origin } from "./origin.ts";

/** What is to be written of somebody who came forward alone. */
export type Received = {
  readonly registration: SelfRegistration;
  readonly input: SelfRegistrationInput;
  readonly events: readonly PlatformEvent[];
};

/** Working days within which somebody of the party takes it up. A term of our own: no source gives one. */
const TAKEN_UP_WITHIN = 5;

const located = ({ at, municipality, faults }: ReturnType<typeof lookUp>) => {
  if (at === undefined) throw new InvalidInput([...faults] satisfies Fault[]);
  return { region: at.region, municipality };
};

/**
 * S7: a person comes forward alone. It becomes a request to the party that S2 names, in the region where the person
 * lives: no profile and no matching before intake and consent. An invitation that was shown is noted by its id. Throws InvalidInput for an unknown postcode.
 */
export const receiveSelfRegistration = (
  input: SelfRegistrationInput,
  id: SelfRegistrationId,
  origin: Origin,
  invitation?: { readonly id: string },
): Received => {
  const { region, municipality } = located(lookUp(input.postcode, "/postcode", origin.now));
  const { responsible } = responsibleFor(input.situation, dayInAmsterdam(origin.now));
  const { invitationCode: _kept, ...told } = input;
  const registration = SelfRegistration.parse({
    id,
    invitation: invitation?.id,
    version: 1,
    region,
    municipality,
    responsible,
    status: "received",
    receivedAt: origin.now.toISOString(),
    dueAt: dueAfterWorkingDays(origin.now, TAKEN_UP_WITHIN).toISOString(),
  });
  const event = SelfRegistrationReceivedV1.make(
    { selfRegistrationId: id, version: 1, region, responsible },
    {
      subject: id,
      at: origin.now,
      idFrom: [id, "1"],
      traceparent: origin.traceparent,
      dataref: `/v1/self-registrations/${id}`,
    },
  );
  return { registration, input: told, events: [event] };
};
