import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { importsOn } from "#test/support/imports/import-platform.ts";
import { toJsonLines } from "#test/support/imports/to-csv.ts";
import {
  aNoticeBody,
  aProfileBody,
  aVacancyBody,
  type Claims,
  EMPLOYER,
  MUNICIPALITY,
  OTHER_EMPLOYER,
  problemIn,
  SECTOR,
  thingIn,
  UWV,
} from "#test/support/intake/intake-app.ts";

const HERE: Claims = { ...MUNICIPALITY, sub: "client-am13", region: "AM13" };
const ELSEWHERE: Claims = { ...MUNICIPALITY, sub: "client-am01", region: "AM01" };
const GRONINGEN = { givenName: "V", familyName: "V", postcode: "9711 AA", situation: "young-person" };
const IN_UWV = { givenName: "V", familyName: "V", postcode: "3511 AA", situation: "enters-ww" };

describe.skipIf(!hasEngine)(
  "a row of a file may bring in what the single POST may, and nothing of a neighbour",
  () => {
    let dynamo: Dynamo;
    beforeAll(async () => {
      dynamo = await startDynamo();
    });
    afterAll(() => dynamo.stop());

    const sent = async (claims: Claims, kind: string, row: object) => {
      const { importFiles } = importsOn(dynamo);
      const body = { reference: randomUUID(), ...row };
      return importFiles(claims, `/v1/${kind}/imports`, { "rows.jsonl": toJsonLines([body]) });
    };

    it.each<[string, Claims, string, object, string]>([
      ["an employer for another firm", OTHER_EMPLOYER, "vacancies", aVacancyBody(), "/employer/kvkNumber"],
      [
        "a firm's notice by another firm",
        OTHER_EMPLOYER,
        "surplus-notices",
        aNoticeBody(),
        "/employer/kvkNumber",
      ],
      [
        "B4: a sector organisation outside its sector",
        SECTOR,
        "surplus-notices",
        aNoticeBody({ employer: { kvkNumber: "12345678", name: "V", sector: "Q" } }),
        "/employer/sector",
      ],
      [
        "B4: a sector organisation for a firm of no sector",
        SECTOR,
        "surplus-notices",
        aNoticeBody({ employer: { kvkNumber: "12345678", name: "V" } }),
        "/employer/sector",
      ],
      ["S2: a person of another party", UWV, "market-profiles", aProfileBody(), "/person/situation"],
      [
        "a person of another region by a desk of one",
        HERE,
        "market-profiles",
        aProfileBody({ person: GRONINGEN }),
        "/person/postcode",
      ],
    ])("%s is refused with the field at fault, as by POST", async (...[_what, claims, kind, row, field]) => {
      const seen = await sent(claims, kind, row);
      expect(seen).toMatchObject({ added: 0, bad: 1, findings: [{ field }] });
      const { ask } = importsOn(dynamo);
      const posted = await ask(claims, "POST", `/v1/${kind}`, { body: row });
      expect(posted.status).toBe(403);
    });

    it.each<[string, Claims, string, object]>([
      ["an employer's own vacancy", EMPLOYER, "vacancies", aVacancyBody()],
      ["a firm's own notice", EMPLOYER, "surplus-notices", aNoticeBody()],
      ["a notice of the sector", SECTOR, "surplus-notices", aNoticeBody()],
      ["a person of the party and region", HERE, "market-profiles", aProfileBody()],
      [
        "a person of the party anywhere",
        MUNICIPALITY,
        "market-profiles",
        aProfileBody({ person: GRONINGEN }),
      ],
    ])("%s is taken in", async (_, claims, kind, row) => {
      expect(await sent(claims, kind, row)).toMatchObject({ added: 1, bad: 0 });
    });

    it("S3: a reference to somebody who has moved on to another party or region changes nothing", async () => {
      const { ask } = importsOn(dynamo);
      const reference = randomUUID();
      const body = aProfileBody({ reference });
      const { id } = await thingIn(await ask(HERE, "POST", "/v1/market-profiles", { body }));
      const moved = { ...HERE, region: "AM01" };
      const row = aProfileBody({ reference, person: GRONINGEN });
      expect(await sent(moved, "market-profiles", row)).toMatchObject({
        changed: 0,
        bad: 1,
        findings: [{ field: "/reference", reason: "is not of the party and region of the token" }],
      });
      const patched = await ask(HERE, "PATCH", `/v1/market-profiles/${id}`, {
        body: { person: { situation: "enters-ww" } },
        headers: { "if-match": "*" },
      });
      expect(patched.status).toBe(200);
      const again = await sent(HERE, "market-profiles", aProfileBody({ reference, person: IN_UWV }));
      expect(again).toMatchObject({ bad: 1, findings: [{ field: "/reference" }] });
      const posted = await ask(HERE, "POST", "/v1/market-profiles", { body: { ...row, reference } });
      expect((await problemIn(posted)).errors).toMatchObject([{ pointer: "/reference" }]);
    });

    it("two desks of one party have references of their own: the same one is two people", async () => {
      const reference = randomUUID();
      const here = await sent(HERE, "market-profiles", aProfileBody({ reference }));
      const there = await sent(ELSEWHERE, "market-profiles", aProfileBody({ reference, person: GRONINGEN }));
      expect([here.added, there.added]).toEqual([1, 1]);
    });
  },
);
