import type { Caller } from "./caller.ts";

/** What counts of a thing when it is decided whether it is somebody's. `resources.ts` makes it of each kind of thing. */
export type Resource = {
  /** Chamber of commerce numbers of the firms whose thing it is. */
  readonly firms?: readonly string[];
  /** Sectors whose organisation filed it (B4). */
  readonly sectors?: readonly string[];
  /** The party that is responsible for the person it is about (S2). */
  readonly party?: string | undefined;
  /** The municipality where the person lives, by its CBS code. */
  readonly municipality?: string | undefined;
  /** Regions whose team it lies with, is offered to or concerns. */
  readonly regions?: readonly (string | undefined)[];
  /** Regions whose team has taken up a proposal for the person. */
  readonly heldBy?: readonly string[];
  /** S4: whether the person agreed to be seen for matching. Unknown means no. */
  readonly visible?: boolean;
  /** Of a surplus notice: whether others than its filer may know of it (complete, its embargo over). */
  readonly published?: boolean;
  /** Subjects of the tokens with which it was sent. */
  readonly senders?: readonly string[];
};

const ownRegion = ({ actor }: Caller, { regions = [] }: Resource): boolean =>
  actor.region !== undefined && regions.includes(actor.region);

const ownFirm = ({ kvkNumber }: Caller, { firms = [] }: Resource): boolean =>
  kvkNumber !== undefined && firms.includes(kvkNumber);

/** On what: how a caller must stand to a thing. A caller without the claim stands to nothing. */
export const RELATIONS = {
  /** Every thing there is. */
  any: () => true,
  /** Counts and sums of all, never a thing or a person. */
  figures: () => true,
  /** The caller's own firm, by the KvK number of the token. */
  "own-firm": ownFirm,
  /** What the caller's sector organisation filed. */
  "own-sector": ({ sector }, { sectors = [] }) => sector !== undefined && sectors.includes(sector),
  /** People that the caller's party is responsible for; only those of its region, and of its municipality, when the token names one. */
  "own-party": (caller, thing) =>
    caller.actor.party !== undefined &&
    caller.actor.party === thing.party &&
    (caller.actor.region === undefined || ownRegion(caller, thing)) &&
    (caller.municipality === undefined || caller.municipality === thing.municipality),
  /** The caller's own region. */
  "own-region": ownRegion,
  /** People of the caller's own region, of those who agreed to be seen (S4). */
  "own-region-visible": (caller, thing) => thing.visible === true && ownRegion(caller, thing),
  /** Proposals that lie with the caller's team or are offered to it, and those about people of its region (M1). */
  "own-cases": ownRegion,
  /** People for whom somebody of the caller's team has taken up a proposal. */
  "own-held-people": ({ actor }, { heldBy = [] }) =>
    actor.region !== undefined && heldBy.includes(actor.region),
  /** Everything that is published: of drafts and of what is under embargo only the filer knows. */
  published: (_, { published }) => published === true,
  /** What the caller sent itself, or somebody else for the same firm. */
  "own-sending": (caller, thing) =>
    (thing.senders ?? []).includes(caller.actor.subject) || ownFirm(caller, thing),
} as const satisfies Record<string, (caller: Caller, thing: Resource) => boolean>;
export type Relation = keyof typeof RELATIONS;

/** Relations that hold for everything: there is no thing to look at. */
const UNBOUND: readonly Relation[] = ["any", "figures"];
export const isBound = (relation: Relation): boolean => !UNBOUND.includes(relation);

/** Whether the caller stands so to the thing. */
export const relates = (relation: Relation, caller: Caller, thing: Resource): boolean =>
  RELATIONS[relation](caller, thing);
