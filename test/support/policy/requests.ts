import { randomUUID } from "node:crypto";
import * as z from "zod";
import { openApiDocument } from "#packages/api/openapi-document.ts";
import type { CallerRole, Operation } from "#packages/policy/operations.ts";
import { aNoticeBody, aProfileBody, aVacancyBody } from "#test/support/intake/intake-app.ts";
import { FIRM, HOME, OWN } from "./callers.ts";
import { POSTCODE, type World } from "./world.ts";

/** A route of the document. */
export type Told<Name extends string = string> = {
  readonly operationId: Name;
  readonly method: string;
  /** As in the document, with its variables. */
  readonly path: string;
  readonly tag: string;
};

export type Asking = { readonly path: string; readonly init: RequestInit };
type Body = { readonly body: unknown; readonly type?: string };

const EMPLOYER = { kvkNumber: FIRM, name: "Voorbeeldhotel", sector: "I" };
const file: Body = { body: '{"reference":"1"}\n', type: "application/jsonl" };
const withdrawal: Body = { body: { reason: "other" } };

/** Bodies with which an operation can be asked in the world of the matrix, where the example of its route will not do. */
const BODIES: Partial<Record<Operation, Body>> = {
  registerVacancy: { body: aVacancyBody({ employer: EMPLOYER }) },
  registerSurplusNotice: { body: aNoticeBody({ employer: EMPLOYER }) },
  registerMarketProfile: { body: aProfileBody() },
  registerSelf: {
    body: {
      givenName: "V",
      familyName: "V",
      postcode: POSTCODE,
      situation: "young-person",
      email: "v@v.example",
    },
  },
  changeVacancy: { body: { title: "Kok" } },
  changeSurplusNotice: { body: { contact: { name: "V. Voorbeeld" } } },
  changeMarketProfile: { body: { profile: { reachKm: 20 } } },
  withdrawVacancy: withdrawal,
  withdrawSurplusNotice: withdrawal,
  withdrawMarketProfile: { body: { reason: "found-work" } },
  giveConsent: { body: { wording: "2026-1", givenAt: "2026-11-01T09:00:00.000Z" } },
  importVacancies: file,
  importSurplusNotices: file,
  importMarketProfiles: file,
  addVacancyFiles: file,
  addSurplusNoticeFiles: file,
  addMarketProfileFiles: file,
  requestRematch: { body: { scope: HOME } },
  decideProposal: { body: { decision: "accept" } },
  offerHandOver: { body: { to: "AM01" } },
  answerHandOver: { body: { answer: "returned" } },
  assignProposal: { body: { to: OWN.team["sub"] } },
  assignCoupling: { body: { to: OWN.team["sub"] } },
  answerCoupling: { body: { answer: "agree", people: 1 } },
};

/** What a role adds: settings are of different fields. */
const bodyOf = (operation: string, role: CallerRole): Body | undefined => {
  if (operation === "changeSettings")
    return { body: role === "steering-group" ? { startDate: "2021-04-01" } : { capPerPerson: 5 } };
  return Object.entries(BODIES).find(([each]) => each === operation)?.[1];
};

const CALLERS = [
  "responsible-party",
  "team",
  "coordinator",
  "national-point",
  "administrator",
] as const satisfies readonly CallerRole[];

/** Queries that a list needs from those who may see more than their own. */
const QUERIES: Partial<Record<string, Partial<Record<CallerRole, string>>>> = {
  listVacancies: { "national-point": `?region=${HOME}`, administrator: `?region=${HOME}` },
  listSurplusNotices: { administrator: "?sector=I" },
  listMarketProfiles: { "responsible-party": `?region=${HOME}`, administrator: `?region=${HOME}` },
  listOpenHiring: Object.fromEntries(CALLERS.map((role) => [role, `?region=${HOME}`])),
  listSelfRegistrations: { "responsible-party": `?region=${HOME}` },
  listReviewRequests: { "responsible-party": `?region=${HOME}` },
  showPerson: { team: "?purpose=contact", coordinator: "?purpose=contact" },
};

const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({ example: z.unknown().optional() })),
  }),
});

const Content = z.looseObject({
  requestBody: z
    .looseObject({
      content: z.record(
        z.string(),
        z.looseObject({
          schema: z.looseObject({ $ref: z.string().optional(), example: z.unknown().optional() }),
        }),
      ),
    })
    .optional(),
});

const whole = () => Document.parse(JSON.parse(JSON.stringify(openApiDocument())));
let read: ReturnType<typeof whole> | undefined;

/** The example that the document gives of an operation's body. */
const exampleOf = ({ method, path }: Told): Body | undefined => {
  read ??= whole();
  const document = read;
  const { requestBody } = Content.parse(document.paths[path]?.[method] ?? {});
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type === undefined || content === undefined) return undefined;
  const named = content.schema.$ref?.split("/").at(-1);
  const example = named === undefined ? content.schema.example : document.components.schemas[named]?.example;
  return { body: example ?? {}, type };
};

const encoded = ({ body }: Body): string => (typeof body === "string" ? body : JSON.stringify(body));

/** Values of the variables of paths, but for ids of things. */
const VARIABLES: Readonly<Record<string, string>> = {
  code: HOME,
  chain: HOME,
  number: "1",
  purpose: "matching",
  receiver: "mobility-teams",
};

/**
 * How a caller of that role asks the operation about its own thing of the world; a neighbour asks the very same.
 * `id` puts another id in its place.
 */
export const askingOf = (told: Told, role: CallerRole, world: World, id?: string): Asking => {
  const path = told.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "id") return id ?? world.idOf(told.tag, role, told.path);
    if (name === "profileId") return world.idOf("market-profiles", role, told.path);
    const value = VARIABLES[name];
    if (value === undefined)
      throw new Error(`{${name}} of ${told.path} is new: say what it is in test/support/policy/requests.ts`);
    return value;
  });
  const body = bodyOf(told.operationId, role) ?? exampleOf(told);
  return {
    path: `/v1${path}${QUERIES[told.operationId]?.[role] ?? ""}`,
    init: {
      method: told.method.toUpperCase(),
      headers: {
        "idempotency-key": randomUUID(),
        "if-match": "*",
        ...(body === undefined ? {} : { "content-type": body.type ?? "application/json" }),
      },
      ...(body === undefined ? {} : { body: encoded(body) }),
    },
  };
};
