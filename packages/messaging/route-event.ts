import type { PlatformEvent } from "#events/index.ts";
import type { RegionCode } from "#packages/domain/regions.ts";

/** Where an event goes. `region` and `demand` are FIFO queues of one region each. */
export type Destination =
  | {
      readonly queue:
        | "matching"
        | "matching-imports"
        | "rematches"
        | "brokerage"
        | "redeliveries"
        | "notifications";
    }
  | { readonly queue: "region" | "demand"; readonly region: RegionCode }
  | { readonly queue: "demand-national" };

const MATCHING: Destination = { queue: "matching" };
/** What came in bulk, and what follows from that: nobody waits for it, and nobody is to wait behind it. */
const IN_BULK: Destination = { queue: "matching-imports" };
const BROKERAGE: Destination = { queue: "brokerage" };
const toRegion = (region: RegionCode): Destination => ({ queue: "region", region });

type OfTwo = {
  readonly fromRegion: RegionCode;
  readonly toRegion: RegionCode;
  readonly addressee?: RegionCode | undefined;
};
/** A coupling is told to both teams: that of the staff, and with a copy that of the work; again only to who asked. */
const toBoth = ({ fromRegion, toRegion: there, addressee }: OfTwo): Destination[] =>
  [...new Set(addressee === undefined ? [fromRegion, there] : [addressee])].map(toRegion);

type Demand = { readonly regions: readonly RegionCode[]; readonly nationalEmployer: boolean };
/** D1: to the service point of each region where the work is; of a national employer to the national points too. */
const toDemand = ({ regions, nationalEmployer }: Demand): Destination[] => [
  ...regions.map((region): Destination => ({ queue: "demand", region })),
  ...(nationalEmployer ? [{ queue: "demand-national" } as const] : []),
];
/** A row of an import is matched and coupled with the others of its region when the import has settled, not by itself. */
const unlessImported = (data: { readonly importId?: string | undefined }): Destination[] =>
  data.importId === undefined ? [MATCHING] : [];
const coupledUnlessImported = (data: { readonly importId?: string | undefined }): Destination[] =>
  data.importId === undefined ? [BROKERAGE, MATCHING] : [];
/** Notices tell of themselves one by one; demand that came in bulk is coupled, and matched, as a batch. */
const IMPORTED: Record<"vacancies" | "surplus-notices" | "market-profiles", Destination[]> = {
  vacancies: [BROKERAGE, IN_BULK],
  "surplus-notices": [],
  "market-profiles": [IN_BULK],
};
/** After these there is room on both sides, or a proposal that may be displaced again: matching looks once more. */
const LEAVES_ROOM: ReadonlySet<string> = new Set(["rejected", "not-placed", "released"]);
const leavesRoom = (what: string): Destination[] => (LEAVES_ROOM.has(what) ? [MATCHING] : []);

/** The one table of which event goes to which queues, each once; the AsyncAPI document is made from it. */
export const routeEvent = (event: PlatformEvent): Destination[] => {
  switch (event.type) {
    case "nl.arbeidsmarkt.vacancy-registered.v1":
    case "nl.arbeidsmarkt.vacancy-changed.v1":
      // D4: open hiring is demand that the desks see, and is never matched.
      return [
        ...toDemand(event.data),
        // Its waiting list is kept beside the coupling of firms.
        ...(event.data.kind === "open-hiring" ? [BROKERAGE] : coupledUnlessImported(event.data)),
      ];
    case "nl.arbeidsmarkt.vacancy-withdrawn.v1":
      return [...toDemand(event.data), BROKERAGE, MATCHING];
    case "nl.arbeidsmarkt.surplus-notice-registered.v1":
    case "nl.arbeidsmarkt.surplus-notice-changed.v1":
    case "nl.arbeidsmarkt.surplus-notice-withdrawn.v1":
      return [BROKERAGE];
    case "nl.arbeidsmarkt.market-profile-registered.v1":
    case "nl.arbeidsmarkt.market-profile-changed.v1":
      return unlessImported(event.data);
    case "nl.arbeidsmarkt.market-profile-withdrawn.v1":
      return [MATCHING, BROKERAGE];
    case "nl.arbeidsmarkt.import-settled.v1":
      return IMPORTED[event.data.kind];
    case "nl.arbeidsmarkt.rematch-requested.v1":
      return [event.data.rematchId === undefined ? IN_BULK : { queue: "rematches" }];
    case "nl.arbeidsmarkt.waiting-list-changed.v1":
    case "nl.arbeidsmarkt.self-registration-received.v1":
    case "nl.arbeidsmarkt.self-registration-changed.v1":
    case "nl.arbeidsmarkt.match-proposed.v1":
      return [toRegion(event.data.region)];
    // A pair that is worth less, or gone, may leave room for another: matching looks again on both sides.
    case "nl.arbeidsmarkt.match-rescored.v1":
    case "nl.arbeidsmarkt.match-ended.v1":
      return [toRegion(event.data.region), event.data.inBulk === true ? IN_BULK : MATCHING];
    case "nl.arbeidsmarkt.match-decided.v1":
      return [toRegion(event.data.region), ...leavesRoom(event.data.what)];
    case "nl.arbeidsmarkt.match-handed-over.v1":
      return [toRegion(event.data.addressee)];
    case "nl.arbeidsmarkt.coupling-proposed.v1":
    case "nl.arbeidsmarkt.coupling-agreed.v1":
    case "nl.arbeidsmarkt.coupling-reminded.v1":
      return toBoth(event.data);
    // People and positions are free again: brokerage looks once more, and matching at what brokerage leaves (B2).
    case "nl.arbeidsmarkt.coupling-declined.v1":
    case "nl.arbeidsmarkt.coupling-expired.v1":
    case "nl.arbeidsmarkt.coupling-ended.v1":
      return [...toBoth(event.data), BROKERAGE, MATCHING];
    case "nl.arbeidsmarkt.recoupling-requested.v1":
      return [BROKERAGE];
    case "nl.arbeidsmarkt.redelivery-requested.v1":
      return [{ queue: "redeliveries" }];
    case "nl.arbeidsmarkt.notification-requested.v1":
      return [{ queue: "notifications" }];
  }
};

/**
 * Whether any queue gets the event. What nobody reads needs no place in the outbox: rows of an import come by tens of
 * thousands, and what is told every day would wait behind them.
 */
export const hasReaders = (event: PlatformEvent): boolean => routeEvent(event).length > 0;
