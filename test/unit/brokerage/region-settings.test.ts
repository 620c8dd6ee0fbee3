import { describe, expect, it } from "vitest";
import { couple } from "#packages/brokerage/couple-firms.ts";
import {
  couplingSettingsOf,
  DEFAULT_COUPLING_SETTINGS,
  settingsByRegion,
} from "#packages/brokerage/coupling-settings.ts";
import { changeSettings, recouplesFor, SettingsPatch } from "#packages/delivery/change-settings.ts";
import { defaultSettings } from "#packages/domain/settings.ts";
import { demand, group, input, notice, place } from "#test/support/brokerage/region.ts";
import { pc4, smallWorld } from "#test/support/matching/small-world.ts";

const NOW = new Date("2026-11-23T09:00:00.000Z");
const by = { subject: "client-coordinator", role: "coordinator" as const };

describe("settings of a region", () => {
  it("without weights of its own a region couples as everywhere, whatever else it sets", () => {
    const regions = { AM01: { ...defaultSettings("AM01"), version: 7, startDate: "2026-12-01" } };
    expect(settingsByRegion({ version: 7, regions }, ["AM01"]).get("AM01")).toEqual(
      DEFAULT_COUPLING_SETTINGS,
    );
  });

  it("what a region sets counts for its groups, with the version of its settings; the rest is as everywhere", () => {
    const set = { ...defaultSettings("AM01"), version: 3, coupling: { minimumScore: 400_000 } };
    expect(couplingSettingsOf(set)).toEqual({
      ...DEFAULT_COUPLING_SETTINGS,
      minimumScore: 400_000,
      version: 3,
    });
    expect(couplingSettingsOf(defaultSettings("AM02"))).toEqual(DEFAULT_COUPLING_SETTINGS);
  });

  it("two regions coupled at once: each group by the weights of its own region", () => {
    const notices = [
      notice([group({ headCount: 1 }), group({ groupKey: "g2", headCount: 1, region: "AM02" })]),
    ];
    const vacancies = [demand({ places: [place({ open: 1 })] })];
    const high = { ...DEFAULT_COUPLING_SETTINGS, ownRegionPoints: 0, basePoints: 2_000_000 };
    const placed = (byRegion: ReadonlyMap<string, typeof high>) =>
      couple(input({ notices, vacancies, byRegion }), smallWorld).proposals.map(({ groupKey }) => groupKey);
    expect(placed(new Map([["AM01", high]]))).toEqual(["g1"]);
    expect(placed(new Map([["AM02", high]]))).toEqual(["g2"]);
    const picky = { ...DEFAULT_COUPLING_SETTINGS, minimumScore: 1_000_000 };
    expect(placed(new Map([["AM01", picky]]))).toEqual(["g2"]);
    expect(
      placed(
        new Map([
          ["AM01", picky],
          ["AM02", picky],
        ]),
      ),
    ).toEqual([]);
  });

  it("keeps groups together where their region asks for it, and says how far that can be from the best", () => {
    const spread = [1, 2, 3].map((number) => demand({ places: [place({ open: 2, pc4: pc4(8) })] }, number));
    const one = demand({ places: [place({ open: 6, pc4: pc4(20) })] }, 4);
    const notices = [notice([group({ headCount: 6 })])];
    const firms = (keepTogetherPoints: number) => {
      const byRegion = new Map([["AM01", { ...DEFAULT_COUPLING_SETTINGS, keepTogetherPoints }]]);
      const { proposals, report } = couple(
        input({ notices, vacancies: [...spread, one], byRegion }),
        smallWorld,
      );
      return { firms: proposals.length, people: report.people, together: report.together };
    };
    expect(firms(0)).toEqual({ firms: 3, people: 6, together: undefined });
    const kept = firms(500_000);
    expect(kept).toMatchObject({ firms: 1, people: 6, together: { links: 1, linksBefore: 3 } });
    expect(kept.together?.gap).toBeGreaterThanOrEqual(0);
  });

  it("a change is recorded with who and what, sets back with null, and couples the region anew", () => {
    const before = { version: 0, regions: {} };
    const change = (all: typeof before, patch: object) =>
      changeSettings(all, { region: "AM01", patch: SettingsPatch.parse(patch), by }, NOW);
    const first = change(before, { coupling: { basePoints: 500_000, keepTogetherPoints: 10_000 } });
    expect(first.change).toMatchObject({
      by,
      version: 1,
      changed: { coupling: { from: null, to: { basePoints: 500_000, keepTogetherPoints: 10_000 } } },
    });
    expect(recouplesFor(first, NOW)).toMatchObject([{ data: { regions: ["AM01"], reason: "asked" } }]);
    const again = changeSettings(
      first.all,
      { region: "AM01", patch: { coupling: { basePoints: 500_000 } }, by },
      NOW,
    );
    expect(again.change).toBeUndefined();
    const back = changeSettings(
      first.all,
      {
        region: "AM01",
        patch: SettingsPatch.parse({ coupling: { basePoints: null, keepTogetherPoints: null } }),
        by,
      },
      NOW,
    );
    expect(back.settings.coupling).toBeUndefined();
    expect(settingsByRegion(back.all, ["AM01"]).get("AM01")).toEqual(DEFAULT_COUPLING_SETTINGS);
    expect(recouplesFor(change(before, { capPerPerson: 3 }), NOW)).toEqual([]);
    expect(SettingsPatch.safeParse({ coupling: { basePoints: -1 } }).success).toBe(false);
    expect(SettingsPatch.safeParse({ coupling: { speed: 1 } }).success).toBe(false);
  });
});
