import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ROLES } from "#packages/domain/actor.ts";
import { KvkNumber } from "#packages/domain/ids.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { OPERATIONS, relationFor, rolesFor } from "#packages/policy/operations.ts";
import { mayRead } from "#packages/policy/parts.ts";
import { isBound, RELATIONS, type Relation, type Resource, relates } from "#packages/policy/relations.ts";
import { ownResource, profileResource } from "#packages/policy/resources.ts";
import { aProfile } from "../delivery/a-proposal.ts";

const kvk = fc.constantFrom("12345678", "87654321").map((number) => KvkNumber.parse(number));
const caller: fc.Arbitrary<Caller> = fc.record({
  actor: fc.record({
    subject: fc.constantFrom("a", "b"),
    role: fc.constantFrom(...ROLES),
    region: fc.option(fc.constantFrom(...REGIONS.slice(0, 2)), { nil: undefined }),
    party: fc.option(fc.constantFrom("uwv" as const, "municipality" as const), { nil: undefined }),
  }),
  kvkNumber: fc.option(kvk, { nil: undefined }),
  sector: fc.option(fc.constantFrom("I" as const, "Q" as const), { nil: undefined }),
});
const BOUND = Object.keys(RELATIONS).filter((name): name is Relation => isBound(name as Relation));

describe("how a caller stands to a thing", () => {
  it("who is bound to its own gets at nothing of which nothing is known", () => {
    fc.assert(
      fc.property(caller, fc.constantFrom(...BOUND), (who, relation) => {
        expect(relates(relation, who, {})).toBe(false);
      }),
    );
  });

  it("a token without the claim gets at nothing, whatever the thing says", () => {
    const claimless: Caller = { actor: { subject: "x", role: "employer" } };
    const thing: Resource = {
      firms: ["12345678"],
      sectors: ["I"],
      party: undefined,
      regions: [undefined, "AM01"],
      visible: true,
      senders: ["other"],
    };
    expect(BOUND.filter((relation) => relates(relation, claimless, thing))).toEqual([]);
  });

  it("S4: without consent a profile is in view of the party that is responsible and of nobody else", () => {
    const hidden = profileResource(aProfile({ consents: [] }));
    const team: Caller = { actor: { subject: "t", role: "team", region: "AM18" } };
    const party: Caller = { actor: { subject: "p", role: "responsible-party", party: "uwv" } };
    expect(relates("own-region-visible", team, profileResource(aProfile()))).toBe(true);
    expect(relates("own-region-visible", team, hidden)).toBe(false);
    expect(relates("own-party", party, hidden)).toBe(true);
  });

  it("S1: a municipality sees its own people, and none of another or of nobody knows which", () => {
    const desk: Caller = {
      actor: { subject: "m", role: "responsible-party", party: "municipality" },
      municipality: "GM0363",
    };
    const of = (municipality?: string) =>
      profileResource(aProfile({ responsible: "municipality", municipality }));
    expect(relates("own-party", desk, of("GM0363"))).toBe(true);
    expect(relates("own-party", desk, of("GM0599"))).toBe(false);
    expect(relates("own-party", desk, of())).toBe(false);
    expect(relates("own-party", { actor: desk.actor }, of("GM0599"))).toBe(true);
  });

  it("GDPR 18: while its use is restricted a profile is in view of no team; the party and the person see it", () => {
    const frozen = profileResource(
      aProfile({ restriction: { ground: "accuracy-contested", since: "2026-11-20T09:00:00.000Z" } }),
    );
    const team: Caller = { actor: { subject: "t", role: "team", region: "AM18" } };
    const party: Caller = { actor: { subject: "p", role: "responsible-party", party: "uwv" } };
    expect(relates("own-region-visible", team, frozen)).toBe(false);
    expect(relates("own-party", party, frozen)).toBe(true);
  });

  it("what is one's own is one's own in the way that one's role has", () => {
    fc.assert(
      fc.property(caller, (who) => {
        expect(relates("own-firm", who, ownResource(who))).toBe(who.kvkNumber !== undefined);
        expect(relates("own-region", who, ownResource(who))).toBe(who.actor.region !== undefined);
        expect(relates("own-sending", who, ownResource(who))).toBe(true);
      }),
    );
  });
});

describe("the table", () => {
  it("denies by default: no operation is for the platform itself, nor for a role that is not in its line", () => {
    for (const operation of Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[])
      for (const role of ROLES)
        expect(relationFor(operation, role) !== undefined).toBe(
          role !== "system" && rolesFor(operation).includes(role),
        );
  });

  it("a person behind a profile, and an employer's contact, are for those who need them", () => {
    const admin: Caller = { actor: { subject: "a", role: "administrator" } };
    const platform: Caller = { actor: { subject: "s", role: "system" } };
    const thing = profileResource(aProfile());
    for (const who of [admin, platform]) {
      expect(mayRead("person", who, thing)).toBe(false);
      expect(mayRead("vacancy-contact", who, { firms: ["12345678"] })).toBe(false);
    }
    const party: Caller = { actor: { subject: "p", role: "responsible-party", party: "municipality" } };
    expect(mayRead("person", party, thing)).toBe(false);
  });
});
