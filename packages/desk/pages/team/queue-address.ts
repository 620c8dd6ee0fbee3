import * as z from "zod";
import { WorkList, WorkSort } from "#packages/delivery/work-queue.ts";
import type { Chip } from "../../components/lists.tsx";
import type { Texts } from "../../texts/texts.ts";
import { stateText } from "./words.ts";

export const QUEUE_PATH = "/werkvoorraad";
export const QUEUE_STATES = [
  "proposed",
  "claimed",
  "accepted",
  "introduced",
  "agreed",
  "transition",
] as const;

const whole = z
  .string()
  .regex(/^\d{1,3}$/)
  .optional()
  .catch(undefined);

/** What an address of the queue says; what is not right in it is left out, as if it had not been there. */
const Address = z.object({
  lijst: WorkList.catch("unassigned"),
  volgorde: WorkSort.catch("oldest"),
  zoek: z.string().trim().max(100).catch(""),
  stand: z.enum(QUEUE_STATES).optional().catch(undefined),
  soort: z.enum(["person", "coupling"]).optional().catch(undefined),
  termijn: z.enum(["late", "soon"]).optional().catch(undefined),
  km: whole,
  dagen: whole,
  wie: z.string().min(1).max(200).optional().catch(undefined),
  vanaf: z.string().max(1000).optional().catch(undefined),
  /** When the list was first opened: what came after it is new. */
  gezien: z.iso.datetime().optional().catch(undefined),
});
export type QueueAddress = z.infer<typeof Address>;

export const readAddress = (query: Readonly<Record<string, string>>): QueueAddress =>
  Address.parse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "")));

/** The address of a list: only what is not as usual stands in it. */
export const addressOf = (address: Partial<QueueAddress>, path = QUEUE_PATH): string => {
  const usual: Readonly<Record<string, string>> = { volgorde: "oldest", lijst: "unassigned", zoek: "" };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(address))
    if (value !== undefined && value !== usual[name]) query.set(name, value);
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
};

/** From the beginning of the list again, with something changed. */
export const withChange = (address: QueueAddress, change: Partial<QueueAddress>): string =>
  addressOf({ ...address, vanaf: undefined, ...change });

const NO_FILTERS = {
  zoek: "",
  stand: undefined,
  soort: undefined,
  termijn: undefined,
  km: undefined,
  dagen: undefined,
  wie: undefined,
} as const satisfies Partial<QueueAddress>;

export const withoutFilters = (address: QueueAddress): string => withChange(address, NO_FILTERS);

export const isFiltered = (address: QueueAddress): boolean =>
  withoutFilters(address) !== withChange(address, {});

/** The query of the API for an address. */
export const queryOf = (address: QueueAddress): Readonly<Record<string, string | number | undefined>> => ({
  list: address.lijst,
  sort: address.volgorde,
  text: address.zoek,
  state: address.stand,
  kind: address.soort,
  term: address.termijn,
  maximumKm: address.km,
  minimumAgeDays: address.dagen,
  assignee: address.wie,
  cursor: address.vanaf,
  newSince: address.gezien,
});

export type Colleagues = readonly { readonly subject: string; readonly deskName?: string | undefined }[];

/** What a colleague is called on the desk. */
export const colleagueName = (subject: string, colleagues: Colleagues): string =>
  colleagues.find((one) => one.subject === subject)?.deskName ?? subject;

/** The filters that are on, each with the address without it. */
export const chipsOf = (address: QueueAddress, colleagues: Colleagues, t: Texts["team"]): Chip[] => {
  const { zoek, stand, soort, termijn, km, dagen, wie } = address;
  const labels: readonly [keyof typeof NO_FILTERS, string | undefined][] = [
    ["zoek", zoek === "" ? undefined : `“${zoek}”`],
    ["stand", stand && stateText(stand, t)],
    ["soort", soort && t.queue.kinds[soort]],
    ["termijn", termijn && t.queue.terms[termijn]],
    ["km", km && t.queue.chipKm(km)],
    ["dagen", dagen && t.queue.chipAge(dagen)],
    ["wie", wie && colleagueName(wie, colleagues)],
  ];
  return labels.flatMap(([name, label]) =>
    label === undefined ? [] : [{ label, href: withChange(address, { [name]: NO_FILTERS[name] }) }],
  );
};

/** Ways back stay within the queue: nothing else can be told to lead elsewhere. */
export const safeReturn = (typed: string): string =>
  typed === QUEUE_PATH || typed.startsWith(`${QUEUE_PATH}?`) ? typed : QUEUE_PATH;
