import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Platform } from "#packages/local/platform.ts";
import { askingOf, type Told } from "#test/support/policy/requests.ts";
import { createWorld, type World } from "#test/support/policy/world.ts";
import { type Asker, tablesOf, toldOf } from "./ask-everything.ts";

const Token = z.object({ token: z.string() });
const Id = z.looseObject({ id: z.string() });

/** What ends a session, or everything, comes last. */
const LAST = ["withdrawOwnConsent", "closePersonalSession", "eraseEverything"];
const ORDER = (told: Told): number => LAST.indexOf(told.operationId);

/** Opens a session as somebody whom the responsible party has given a link. */
export const sessionFor = async (asker: Asker, profile: string): Promise<string> => {
  const link = await asker.as("responsible-party", `/v1/market-profiles/${profile}/personal-links`, {
    method: "POST",
  });
  const opened = await asker.with(undefined, "/v1/personal-sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(Token.parse(await link.json())),
  });
  return Token.parse(await opened.json()).token;
};

export const sessionOf = (asker: Asker, world: World): Promise<string> =>
  sessionFor(asker, world.idOf("market-profiles", "responsible-party", ""));

/** Bodies that are about this world, where the example of the document is not. */
const bodiesOf = (proposalId: string): Readonly<Record<string, object>> => ({
  requestReview: { subject: "proposal", proposalId, question: "Waarom ik niet?" },
  rectifyOwnProfile: { profile: { reachKm: 25 }, person: { phone: "0612345678" } },
});

/** Does all that job seekers can do with their own data, from the link to the proof of erasure; how many requests it were. */
export const askAsJobSeeker = async (platform: Platform, asker: Asker): Promise<number> => {
  const dynamo = tablesOf(platform);
  const own = toldOf()
    .filter(({ tag, operationId }) => tag === "me" || operationId === "closePersonalSession")
    .toSorted((one, other) => ORDER(one) - ORDER(other));
  const world = await createWorld(dynamo, platform.now().toISOString());
  const proposalId = world.idOf("proposals", "team", "");
  const bodies = bodiesOf(proposalId);
  let session = await sessionOf(asker, world);
  for (const told of own) {
    const id = told.path.includes("/waiting-lists/") ? world.idOf("open-hiring", "employer", "") : proposalId;
    const { path, init } = askingOf(told, "responsible-party", world, id);
    const body = bodies[told.operationId];
    const answer = await asker.with(session, path, body ? { ...init, body: JSON.stringify(body) } : init);
    const text = await answer.text();
    if (told.operationId === "closePersonalSession") session = await sessionOf(asker, world);
    if (told.operationId !== "eraseEverything") continue;
    await (await asker.with(undefined, `/v1/erasures/${Id.parse(JSON.parse(text)).id}`)).arrayBuffer();
  }
  await (await asker.with(session, "/v1/me/export", { headers: { accept: "text/html" } })).arrayBuffer();
  dynamo.stop();
  return own.length;
};

const TEN_MINUTES = 600_000;

/** A session that is used again after a while is kept open from then on. */
export const staySignedIn = async (platform: Platform, asker: Asker): Promise<void> => {
  const dynamo = tablesOf(platform);
  const session = await sessionOf(asker, await createWorld(dynamo, platform.now().toISOString()));
  dynamo.stop();
  await platform.moveClock(TEN_MINUTES);
  await (await asker.with(session, "/v1/me")).arrayBuffer();
};

/** Comes forward without an account, and asks how far that is. */
export const comeForward = async (asker: Asker): Promise<void> => {
  const answer = await asker.with(undefined, "/v1/own-registrations", {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({
      givenName: "Voornaam",
      familyName: "Voorbeeld",
      postcode: "3511 AA",
      situation: "young-person",
      email: "voornaam@voorbeeld.example",
    }),
  });
  const { id } = Id.parse(await answer.json());
  await (await asker.with(undefined, `/v1/own-registrations/${id}`)).arrayBuffer();
};
