import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activityId } from "#packages/rights/processing-activities.ts";
import { derivedPseudonymOf, type ProcessingLine } from "#packages/rights/processing-line.ts";
import { readProcessing } from "#packages/store/processing-log.ts";
import { aMarketProfile } from "#test/support/build.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { aProfileBody, intakeOn, MUNICIPALITY, team, thingIn } from "#test/support/intake/intake-app.ts";
import { rightsOn } from "#test/support/rights/rights-apps.ts";
import { aProposal, aVacancy, NOW } from "#test/unit/delivery/a-proposal.ts";
import { type Ask, given, teamOf, teamsOn } from "#test/unit/delivery/delivery-app.ts";

describe.skipIf(!hasEngine)("every look at somebody's data is on record, also where it names nobody", () => {
  let dynamo: Dynamo;
  let ask: Ask;
  beforeAll(async () => {
    dynamo = await startDynamo();
    ask = teamsOn(dynamo.platform);
  });
  afterAll(() => dynamo.stop());

  const CLERK = teamOf("AM18");
  let people = 0;
  const aPerson = () => aMarketProfile({}, ++people);
  const someone = async (count = 1) => {
    const profile = aPerson();
    const made = Array.from({ length: count }, () =>
      aProposal({ id: randomUUID() }, { vacancy: aVacancy({ id: randomUUID() }), profile }),
    );
    for (const proposal of made) await given(dynamo.platform, { proposal });
    return { profile, made };
  };
  const linesOf = (jobSeekerId: string): Promise<ProcessingLine[]> =>
    readProcessing(dynamo.records, derivedPseudonymOf(jobSeekerId), NOW);
  const namesOf = async (jobSeekerId: string) =>
    (await linesOf(jobSeekerId)).map(({ name, attributes }) => [name, attributes["overstap.actor"]]);

  it("a proposal that is read tells of its person once, by whom and why, and names nobody", async () => {
    const { profile, made } = await someone();
    const answer = await ask(CLERK, "GET", `/v1/proposals/${made[0]?.id}`);
    expect(answer.status).toBe(200);
    const lines = await linesOf(profile.jobSeekerId);
    expect(lines).toMatchObject([
      {
        name: "findProposal",
        attributes: {
          "dpl.core.processing_activity_id": activityId("show-proposal-to-team"),
          "overstap.actor": CLERK["sub"],
          "overstap.region": "AM18",
          "overstap.about": `proposal ${made[0]?.id}`,
        },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain(profile.jobSeekerId);
  });

  it("of a list, one line for each person, however many proposals of theirs it shows; of nobody who is not shown", async () => {
    const [one, other, elsewhere] = [await someone(2), await someone(), aPerson()];
    await given(dynamo.platform, {
      proposal: aProposal({ id: randomUUID(), region: "AM01" }, { vacancy: aVacancy(), profile: elsewhere }),
    });
    for (const path of ["proposals?limit=100", "queue?list=all&limit=100"])
      expect((await ask(CLERK, "GET", `/v1/regions/AM18/${path}`)).status).toBe(200);
    for (const { profile } of [one, other])
      expect((await namesOf(profile.jobSeekerId)).toSorted()).toEqual([
        ["listProposals", CLERK["sub"]],
        ["showQueue", CLERK["sub"]],
      ]);
    expect(await linesOf(elsewhere.jobSeekerId)).toEqual([]);
    const abouts = (await linesOf(one.profile.jobSeekerId)).map(
      ({ attributes }) => attributes["overstap.about"],
    );
    expect(abouts).toEqual([expect.stringContaining("2 things"), expect.stringContaining("2 things")]);
  });

  it("a deed is on record with it, or is not done", async () => {
    const { profile, made } = await someone();
    expect((await ask(CLERK, "PUT", `/v1/proposals/${made[0]?.id}/claim`)).status).toBe(200);
    expect((await ask(CLERK, "PUT", `/v1/proposals/${made[0]?.id}/claim`)).status).toBe(200);
    expect(await namesOf(profile.jobSeekerId)).toEqual([["claimed", CLERK["sub"]]]);
  });

  it("what cannot be put on record is not shown", async () => {
    const { made } = await someone();
    const records = { ...dynamo.records, tableName: "records-of-another-day" };
    const unrecorded = teamsOn(dynamo.platform, { records });
    for (const path of [`proposals/${made[0]?.id}`, "regions/AM18/proposals", "regions/AM18/queue?list=all"])
      expect([path, (await unrecorded(CLERK, "GET", `/v1/${path}`)).status]).toEqual([path, 500]);
  });

  it("the person sees it among the rest, with what it was for", async () => {
    const { ask: intake } = intakeOn(dynamo, { now: () => NOW });
    const body = aProfileBody();
    const { id } = await thingIn(await intake(MUNICIPALITY, "POST", "/v1/market-profiles", { body }));
    for (const path of [`/v1/market-profiles/${id}`, "/v1/market-profiles"])
      expect((await intake(team("AM13"), "GET", path)).status).toBe(200);
    const rights = rightsOn(dynamo, () => NOW);
    const own = await rights.sessionFor(id, MUNICIPALITY);
    const readings = JSON.stringify(await (await own("GET", "/v1/me/readings")).json());
    expect(readings).toContain(activityId("show-profile-to-team"));
    expect(readings).toContain("zonder te zien van wie het is");
    expect(readings).not.toContain("client-AM13");
  });
});
