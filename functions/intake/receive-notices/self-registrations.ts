import type { Context } from "hono";
import { seen, seenPage } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { invalidInput } from "#packages/api/problem.ts";
import {
  comeForwardRoute,
  findOwnRegistrationRoute,
  findSelfRegistrationRoute,
  listSelfRegistrationsRoute,
  registerSelfRoute,
} from "#packages/api/routes/self-registrations.ts";
import { answerVersion, etagOf } from "#packages/api/versions.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { SelfRegistrationId } from "#packages/domain/ids.ts";
import type { SelfRegistrationInput } from "#packages/domain/person.ts";
import { isWaiting, type SelfRegistration } from "#packages/domain/self-registration.ts";
import { RESPONSIBLE_PARTIES } from "#packages/domain/situation.ts";
import { receiveSelfRegistration } from "#packages/intake/receive-self-registration.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { mayRead } from "#packages/policy/parts.ts";
import { selfRegistrationResource } from "#packages/policy/resources.ts";
import { find } from "#packages/store/documents.ts";
import { selfRegisteredPartition } from "#packages/store/keys.ts";
import { selfRegistrations } from "#packages/store/kinds.ts";
import { readList } from "#packages/store/pages.ts";
import { findSelfRegistered } from "#packages/store/persons-table.ts";
import { selfRegistrationWrites } from "#packages/store/write-self-registration.ts";
import { reserve } from "./accepting.ts";
import { type Deps, originOf } from "./deps.ts";
import { serveSettling } from "./settle-requests.ts";
import { toldOf } from "./told.ts";

const written = (registration: SelfRegistration) =>
  jsonAnswer(201, registration, {
    etag: etagOf(registration.version),
    location: `/v1/self-registrations/${registration.id}`,
  });

/** Whoever comes forward without a token: nothing is known of them but what they tell. */
const SOMEBODY: Caller = { actor: { subject: "comes-forward", role: "job-seeker" } };

/** Nobody took it up in time. */
const isOverdue = ({ status, dueAt }: SelfRegistration, now: Date): boolean =>
  status === "received" && dueAt !== undefined && Date.parse(dueAt) < now.getTime();

/** S4: who it is, only whoever has taken it up needs to know, and as long as it is not settled. */
const readsPerson = (registration: SelfRegistration, caller: Caller): boolean =>
  isWaiting(registration) &&
  registration.claim?.by.subject === caller.actor.subject &&
  mayRead("self-registered-person", caller, selfRegistrationResource(registration));

/** People who come forward alone (S7): a request to the responsible party, nothing more. */
export const serveSelfRegistrations = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { tables } = deps;
  const once = { table: tables.persons, now: deps.now };

  const receive = (c: Context<ApiEnv>, input: SelfRegistrationInput, name: string): Promise<Response> =>
    idempotently(c, once, async () => {
      const id = SelfRegistrationId.parse(deps.newId());
      const origin = originOf(c, deps);
      const reserved = await reserve(deps, input.invitationCode, id, origin.now);
      const received = receiveSelfRegistration(input, id, origin, reserved);
      const told = toldOf(c, deps, name, "receive-self-registration");
      return {
        writes: [
          ...selfRegistrationWrites(tables, received),
          ...(reserved?.writes ?? []),
          ...(await deps.processing.writes(id, told)),
        ],
        answer: written(received.registration),
      };
    });

  api.openapi(registerSelfRoute, (c) => receive(c, c.req.valid("json"), "registerSelf"));

  api.openapi(comeForwardRoute, (c) => {
    c.set("caller", SOMEBODY);
    return receive(c, c.req.valid("json"), "comeForward");
  });

  api.openapi(listSelfRegistrationsRoute, async (c) => {
    const query = c.req.valid("query");
    const { caller } = c.var;
    const region = caller.actor.region ?? query.region;
    if (region === undefined) throw invalidInput([{ parameter: "region", detail: "is needed" }]);
    const { party: own } = caller.actor;
    const list = `self-registrations ${own ?? ""} ${region} ${query.state}`;
    const parties = own === undefined ? RESPONSIBLE_PARTIES : [own];
    const waiting = query.state === "waiting";
    const partitions = parties.map((party) => selfRegisteredPartition({ party, region, waiting }));
    const page = await readList(tables.platform, selfRegistrations, partitions, pageAsked(query, list));
    return answerPage(c, seenPage(c, page, selfRegistrationResource), list, (one) => ({
      ...one,
      overdue: isOverdue(one, deps.now()),
    }));
  });

  api.openapi(findSelfRegistrationRoute, async (c) => {
    const { id } = c.req.valid("param");
    const registration = seen(
      c,
      await find(tables.platform, selfRegistrations, id),
      selfRegistrationResource,
      id,
    );
    if (!readsPerson(registration, c.var.caller)) return answerVersion(c, registration.version, registration);
    const person = await findSelfRegistered(tables.persons, id);
    await deps.processing.write(id, toldOf(c, deps, "findSelfRegistration", "show-self-registration"));
    return answerVersion(c, registration.version, { ...registration, person });
  });

  api.openapi(findOwnRegistrationRoute, async (c) => {
    const { id } = c.req.valid("param");
    const registration = await find(tables.platform, selfRegistrations, id);
    if (registration === undefined) throw new NotFound(id);
    const { region, responsible, status, receivedAt, dueAt, changedAt } = registration;
    return c.json({ id, region, responsible, status, receivedAt, dueAt, changedAt }, 200);
  });

  serveSettling(api, deps);
};
