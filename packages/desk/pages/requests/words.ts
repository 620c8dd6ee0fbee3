import type { Actor } from "#packages/domain/actor.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { SelfRegistration } from "#packages/domain/self-registration.ts";
import { chosenRegion } from "../../frame/cookies.ts";
import type { DeskContext, SignedIn } from "../../frame/desk-env.ts";
import { REQUESTS_PATH } from "../../frame/navigation.ts";
import type { User } from "../../frame/sessions.ts";
import { regionFor } from "../../frame/waiting.ts";
import type { Texts } from "../../texts/texts.ts";

/** Who may do something with a request beside reading it (S2); the API decides it, by the party of the token. */
export const HELPERS = ["responsible-party"] as const;

export const pathOfRequest = (id: string): string => `${REQUESTS_PATH}/${id}`;

/** As the API names a version, so that it can be told which one somebody was looking at. */
export const tagOf = ({ version }: Pick<SelfRegistration, "version">): string => `"${version}"`;

export const isMine = ({ claim }: Pick<SelfRegistration, "claim">, user: User | undefined): boolean =>
  claim !== undefined && claim.by.subject === user?.subject;

/** Who of which party, as the platform knows them: by the subject of their token. */
export const whoText = (by: Actor, user: User | undefined, { requests }: Texts): string => {
  if (by.subject === user?.subject) return requests.me;
  return by.party === undefined ? by.subject : requests.somebody(by.subject, requests.parties[by.party]);
};

/** The region whose requests these are: of the token, or chosen in this browser. */
export const regionHere = (c: DeskContext, { user }: SignedIn): RegionCode | undefined =>
  regionFor(user, chosenRegion(c));

export const BADGES = {
  received: "near",
  "taken-up": "good",
  answered: "plain",
  closed: "plain",
} as const satisfies Record<SelfRegistration["status"], string>;
