import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MarketProfileChangedV1 } from "#events/market-profile-changed.v1.ts";
import { VacancyChangedV1 } from "#events/vacancy-changed.v1.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { violations } from "#packages/matching/invariant.ts";
import { termsOfProfile, termsOfVacancy } from "#packages/matching/terms.ts";
import { worldOf } from "#packages/matching/world.ts";
import { matchRegion } from "#packages/proposing/match-region.ts";
import { type Matcher, matchSubject } from "#packages/proposing/match-subject.ts";
import { subjectsOf } from "#packages/proposing/subjects-of-event.ts";
import { warmMatcher } from "#packages/proposing/warm-matcher.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles, proposals, vacancies } from "#packages/store/kinds.ts";
import { putOpenProposals, readOpenProposals } from "#packages/store/open-proposals.ts";
import { findUnpublished, markPublished } from "#packages/store/outbox.ts";
import { commit } from "#packages/store/platform-table.ts";
import { writeSettings } from "#packages/store/settings-store.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import { type Tables, vacancyWrites } from "#packages/store/write-vacancy.ts";
import { aMarketProfile, aVacancy } from "#test/support/build.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { competency, occupation, smallClassification } from "#test/support/matching/small-world.ts";

const now = () => new Date();
/** Two functions that are warm at the same time, each with shards of its own. */
const aMatcher = (tables: Tables): Matcher => warmMatcher(tables.platform, now, worldOf(smallClassification));

const saveVacancy = async (tables: Tables, vacancy: Vacancy) => {
  const before = await find(tables.platform, vacancies, vacancy.id);
  const next = { ...vacancy, version: (before?.version ?? 0) + 1, changedAt: now().toISOString() };
  const data = {
    vacancyId: next.id,
    version: next.version,
    kind: next.kind,
    regions: ["AM18" as const],
    openPositions: 1,
    nationalEmployer: false,
  };
  const event = VacancyChangedV1.make(data, {
    subject: next.id,
    at: now(),
    idFrom: [next.id, String(next.version)],
  });
  await commit(tables.platform.client, vacancyWrites(tables, { vacancy: next, before, events: [event] }));
};

const saveProfile = async (tables: Tables, profile: MarketProfile) => {
  const before = await find(tables.platform, marketProfiles, profile.id);
  const next = { ...profile, version: (before?.version ?? 0) + 1, changedAt: now().toISOString() };
  const data = { profileId: next.id, version: next.version, region: next.region, visible: true };
  const event = MarketProfileChangedV1.make(data, {
    subject: next.id,
    at: now(),
    idFrom: [next.id, String(next.version)],
  });
  const change = { profile: next, before, referenceOwner: "uwv", events: [event] };
  await commit(tables.platform.client, profileWrites(tables, change));
};

/** What publish-changes and the matching queue do, until nothing is left to do. */
const untilQuiet = async (tables: Tables, matchers: readonly Matcher[]) => {
  for (let round = 0; round < 60; round += 1) {
    const entries = await Array.fromAsync(
      findUnpublished(tables.platform, new Date(Date.now() + 60_000), 1000),
    );
    if (entries.length === 0) return;
    const subjects = entries.flatMap(({ events }) => events.flatMap(subjectsOf));
    await Promise.all(
      matchers.map(async (matcher, worker) => {
        for (const [index, subject] of subjects.entries())
          if (index % matchers.length === worker) await matchSubject(matcher, subject);
      }),
    );
    for (const { key } of entries) await markPublished(tables.platform, key);
  }
  throw new Error("never quiet");
};

const AREAS = [
  { pc4: "1012", region: "AM18" },
  { pc4: "1506", region: "AM17" },
  { pc4: "2011", region: "AM37" },
  { pc4: "3511", region: "AM13" },
] as const;
const anyArea = fc.constantFrom(...AREAS);
const anyCompetencies = fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 });

const anyVacancy = fc.record({
  number: fc.nat(4),
  area: anyArea,
  asked: anyCompetencies,
  positions: fc.integer({ min: 0, max: 2 }),
  withdrawn: fc.boolean(),
});
const anyProfile = fc.record({
  number: fc.nat(9),
  area: anyArea,
  has: anyCompetencies,
  occupation: fc.nat(5),
  state: fc.constantFrom("active", "active", "active", "withdrawn", "no-consent"),
});
const anyOperation = fc.oneof(
  fc.record({ kind: fc.constant("vacancy" as const), vacancy: anyVacancy }),
  fc.record({ kind: fc.constant("profile" as const), profile: anyProfile }),
);

const vacancyFrom = ({
  number,
  area,
  asked,
  positions,
  withdrawn,
}: typeof anyVacancy extends fc.Arbitrary<infer T> ? T : never) =>
  aVacancy(
    {
      places: [{ ...area, open: positions, held: 0, filled: 0 }],
      requirements: asked.map((one) => ({ competency: competency(one), importance: "nice", weight: 3 })),
      occupation: occupation(number % 6),
      mustHaves: { mode: "soft" },
      status: withdrawn ? "withdrawn" : "open",
    },
    number,
  );
const profileFrom = ({
  number,
  area,
  has,
  occupation: own,
  state,
}: typeof anyProfile extends fc.Arbitrary<infer T> ? T : never) =>
  aMarketProfile(
    {
      ...area,
      competencies: has.map(competency),
      occupations: [occupation(own)],
      status: state === "withdrawn" ? "withdrawn" : "active",
      ...(state === "no-consent" ? { consents: [] } : {}),
    },
    number,
  );

/** Rows of an import tell of themselves only that they came: matching follows in batches. */
const forgetEvents = async (tables: Tables) => {
  for await (const { key } of findUnpublished(tables.platform, new Date(Date.now() + 60_000), 1000))
    await markPublished(tables.platform, key);
};

type Operation = typeof anyOperation extends fc.Arbitrary<infer T> ? T : never;
const write = async (tables: Tables, wave: readonly Operation[]) => {
  for (const operation of wave)
    if (operation.kind === "vacancy") await saveVacancy(tables, vacancyFrom(operation.vacancy));
    else await saveProfile(tables, profileFrom(operation.profile));
};

describe.skipIf(!hasEngine)("proposing on a real table", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  const emptied = async (): Promise<Tables> => {
    dynamo.stop();
    dynamo = await startDynamo();
    return { platform: dynamo.platform, persons: dynamo.persons };
  };

  const stateOf = async (tables: Tables) => {
    const all = await Promise.all(
      Array.from({ length: 5 }, (_, number) => find(tables.platform, vacancies, aVacancy({}, number).id)),
    );
    const everybody = await Promise.all(
      Array.from({ length: 10 }, (_, number) =>
        find(tables.platform, marketProfiles, aMarketProfile({}, number).id),
      ),
    );
    const vacancyLists = await Promise.all(
      Array.from({ length: 5 }, (_, number) =>
        readOpenProposals(tables.platform, "VACANCY", aVacancy({}, number).id),
      ),
    );
    const profileLists = await Promise.all(
      Array.from({ length: 10 }, (_, number) =>
        readOpenProposals(tables.platform, "PROFILE", aMarketProfile({}, number).id),
      ),
    );
    return {
      vacancies: all.flatMap((one) => (one === undefined ? [] : (termsOfVacancy(one) ?? []))),
      profiles: everybody.flatMap((one) => (one === undefined ? [] : (termsOfProfile(one) ?? []))),
      openOfVacancies: vacancyLists.flatMap(({ entries }) => entries),
      openOfProfiles: profileLists.flatMap(({ entries }) => entries),
    };
  };

  /** Small caps, so that they bite. */
  const settings = {
    version: 1,
    regions: Object.fromEntries(
      AREAS.map(({ region }) => [
        region,
        {
          region,
          version: 1,
          startDate: "2021-01-01",
          capPerPosition: 2,
          capPerVacancy: 3,
          capPerPerson: 2,
          minimumScore: 200_000,
          dueInWorkingDays: 5,
          desk: {},
        },
      ]),
    ),
  };

  /** Nothing left out, doubled or stale, and both sides' lists and the proposals tell the same. */
  const expectAllWell = async (tables: Tables) => {
    const state = await stateOf(tables);
    expect(
      violations({
        vacancies: state.vacancies,
        profiles: state.profiles,
        open: state.openOfVacancies,
        settled: new Map(),
        settings,
        world: worldOf(smallClassification),
      }),
    ).toEqual([]);
    const byId = (a: { proposalId: string }, b: { proposalId: string }) =>
      a.proposalId < b.proposalId ? -1 : 1;
    expect(state.openOfProfiles.sort(byId)).toEqual(state.openOfVacancies.sort(byId));
    for (const entry of state.openOfVacancies) {
      const proposal = await find(tables.platform, proposals, entry.proposalId);
      // M1: it lies with the team where the person lives now, also after a move.
      const home = state.profiles.find(({ id }) => id === entry.profileId)?.region;
      expect(proposal).toMatchObject({
        state: "proposed",
        explanation: { score: entry.score },
        region: home,
        homeRegion: home,
      });
    }
  };

  it("leaves nothing out and doubles nothing, whatever changes while two workers match (caps' invariant, M4)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyOperation, { minLength: 3, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
        async (waves) => {
          const tables = await emptied();
          await writeSettings(tables.platform, settings);
          const matchers = [aMatcher(tables), aMatcher(tables)];
          for (const wave of waves) {
            // The writes of a wave go on while the workers match what the wave before left to do.
            await Promise.all([untilQuiet(tables, matchers), write(tables, wave)]);
          }
          await untilQuiet(tables, matchers);
          await expectAllWell(tables);
        },
      ),
      { numRuns: 15, endOnFailure: true },
    );
  }, 180_000);

  it("leaves nothing out when an import is matched region by region, in rounds that run out of time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyOperation, { minLength: 6, maxLength: 24 }), async (rows) => {
        const tables = await emptied();
        await writeSettings(tables.platform, settings);
        const matcher = aMatcher(tables);
        const [before, imported] = [
          rows.filter(({ kind }) => kind === "vacancy"),
          rows.filter(({ kind }) => kind === "profile"),
        ];
        await write(tables, before);
        await untilQuiet(tables, [matcher]);
        await write(tables, imported);
        await forgetEvents(tables);
        for (const { region } of AREAS) {
          let after: string | undefined;
          do {
            const round = { region, scope: "vacancies-for-people", after, hasTime: () => false } as const;
            after = (await matchRegion(matcher, round)).after;
          } while (after !== undefined);
        }
        await untilQuiet(tables, [matcher]);
        await expectAllWell(tables);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 180_000);

  it("withdraws every open proposal of a withdrawn profile, and fills the room that comes free (S4)", async () => {
    const tables = await emptied();
    await writeSettings(tables.platform, settings);
    const matcher = aMatcher(tables);
    const asked = [{ competency: competency(1), importance: "must" as const, weight: 3 }];
    await saveVacancy(tables, aVacancy({ requirements: asked, mustHaves: { mode: "soft" } }, 1));
    for (const number of [1, 2, 3])
      await saveProfile(tables, aMarketProfile({ competencies: [competency(1)] }, number));
    await untilQuiet(tables, [matcher]);
    const first = await readOpenProposals(tables.platform, "VACANCY", aVacancy({}, 1).id);
    expect(first.entries).toHaveLength(2);
    const gone = first.entries[0];
    const profile = await find(tables.platform, marketProfiles, gone?.profileId ?? "");
    if (profile === undefined) throw new Error("no profile");
    await saveProfile(tables, { ...profile, consents: [] });
    await untilQuiet(tables, [matcher]);
    const second = await readOpenProposals(tables.platform, "VACANCY", aVacancy({}, 1).id);
    expect(second.entries).toHaveLength(2);
    expect(second.entries.map(({ profileId }) => profileId)).not.toContain(gone?.profileId);
    expect(await find(tables.platform, proposals, gone?.proposalId ?? "")).toMatchObject({
      state: "obsolete",
      history: [{ what: "proposed" }, { what: "ended", reason: "consent-withdrawn" }],
    });
  });

  it("lets what people have taken up stand while positions are held, and ends it when the vacancy goes (B2)", async () => {
    const tables = await emptied();
    await writeSettings(tables.platform, settings);
    const matcher = aMatcher(tables);
    const places = (open: number, held: number) => [
      { pc4: "1012", region: "AM18" as const, open, held, filled: 0 },
    ];
    const wanted = { requirements: [], occupation: occupation(0), mustHaves: { mode: "soft" as const } };
    await saveVacancy(tables, aVacancy({ ...wanted, places: places(1, 0) }, 1));
    for (const number of [1, 2])
      await saveProfile(
        tables,
        aMarketProfile({ occupations: [occupation(0)], availableFromDate: "2026-01-01" }, number),
      );
    await untilQuiet(tables, [matcher]);
    const list = await readOpenProposals(tables.platform, "VACANCY", aVacancy({}, 1).id);
    const [taken, other] = list.entries;
    if (taken === undefined || other === undefined) throw new Error("not two proposals");
    const claimed = { ...list, entries: [{ ...taken, standing: true }, other] };
    const profileList = await readOpenProposals(tables.platform, "PROFILE", taken.profileId);
    await commit(tables.platform.client, [
      putOpenProposals(tables.platform, "VACANCY", aVacancy({}, 1).id, claimed),
      putOpenProposals(tables.platform, "PROFILE", taken.profileId, {
        ...profileList,
        entries: [{ ...taken, standing: true }],
      }),
    ]);
    await saveVacancy(tables, aVacancy({ ...wanted, places: places(0, 1) }, 1));
    await untilQuiet(tables, [matcher]);
    const held = await readOpenProposals(tables.platform, "VACANCY", aVacancy({}, 1).id);
    expect(held.entries.map(({ proposalId }) => proposalId)).toEqual([taken.proposalId]);
    await saveVacancy(tables, aVacancy({ ...wanted, places: places(0, 1), status: "withdrawn" }, 1));
    await untilQuiet(tables, [matcher]);
    expect((await readOpenProposals(tables.platform, "VACANCY", aVacancy({}, 1).id)).entries).toEqual([]);
  });
});
