import { OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import { BY_PEOPLE, isOperation, rolesFor } from "#packages/policy/operations.ts";
import { API_VERSION } from "./api-version.ts";
import * as auditTrail from "./routes/audit-trail.ts";
import * as couplingClaims from "./routes/coupling-claims.ts";
import * as couplingPeople from "./routes/coupling-people.ts";
import * as couplings from "./routes/couplings.ts";
import * as deliveryProposals from "./routes/delivery-proposals.ts";
import * as deliveryQueue from "./routes/delivery-queue.ts";
import * as deliveryRegions from "./routes/delivery-regions.ts";
import * as figures from "./routes/figures.ts";
import * as imports from "./routes/imports.ts";
import * as lookUps from "./routes/look-ups.ts";
import * as marketProfiles from "./routes/market-profiles.ts";
import * as me from "./routes/me.ts";
import * as meErasure from "./routes/me-erasure.ts";
import * as meRights from "./routes/me-rights.ts";
import * as meWaitingLists from "./routes/me-waiting-lists.ts";
import * as openHiring from "./routes/open-hiring.ts";
import * as personalAccess from "./routes/personal-access.ts";
import * as rematches from "./routes/rematches.ts";
import * as reviewRequests from "./routes/review-requests.ts";
import * as selfRegistrations from "./routes/self-registrations.ts";
import * as surplusNotices from "./routes/surplus-notices.ts";
import * as vacancies from "./routes/vacancies.ts";

/** Every file of routes: what is not here is not in the document (a test looks). */
const FILES = [
  vacancies,
  surplusNotices,
  marketProfiles,
  selfRegistrations,
  personalAccess,
  me,
  meRights,
  meWaitingLists,
  meErasure,
  reviewRequests,
  auditTrail,
  imports,
  couplings,
  couplingPeople,
  couplingClaims,
  deliveryQueue,
  openHiring,
  deliveryProposals,
  deliveryRegions,
  figures,
  rematches,
  lookUps,
];

const isRoute = (value: unknown): value is RouteConfig =>
  typeof value === "object" && value !== null && "operationId" in value && "path" in value;

/** All routes of all API functions, in the order of the document. */
export const allRoutes = (): RouteConfig[] => FILES.flatMap((file) => Object.values(file)).filter(isRoute);

/** Job seekers' own paths have a security scheme of their own. */
const isPersonal = ({ security }: RouteConfig): boolean =>
  security?.some((scheme) => "personalSession" in scheme) ?? false;

const rolesOf = (operationId: string | undefined): readonly string[] | undefined =>
  isOperation(operationId) ? rolesFor(operationId) : undefined;

const forWhomOf = (route: RouteConfig, roles: readonly string[] | undefined): string => {
  if (isPersonal(route)) return "For the job seeker, with the token of a personal session.";
  if (roles === undefined) return "For everybody, without a token.";
  const people = BY_PEOPLE.some((operation) => operation === route.operationId);
  return `For: ${roles.join(", ")}${people ? "; people who have signed in, no systems (M4)" : ""}.`;
};

/** A route as it is told: who may ask it is in its description; how it is handled is nobody's business. */
const told = (route: RouteConfig): RouteConfig => {
  const roles = rolesOf(route.operationId);
  const forWhom = forWhomOf(route, roles);
  const { method, path, request, responses, operationId, summary, tags, security } = route;
  return {
    method,
    path,
    responses,
    description: route.description === undefined ? forWhom : `${route.description} ${forWhom}`,
    ...(request === undefined ? {} : { request }),
    ...(operationId === undefined ? {} : { operationId }),
    ...(summary === undefined ? {} : { summary }),
    ...(tags === undefined ? {} : { tags }),
    ...(security === undefined ? {} : { security }),
  };
};

const DESCRIPTION = `Overstap takes employers' vacancies and notices of surplus staff, matches people's market profiles, and hands every proposal to the right one of 35 regional mobility teams.

The words are those of the glossary: *vacancy* (vacature), *surplus notice* (overschotmelding), *market profile* (arbeidsmarktprofiel), *competency* (competentie), *responsible party* (eerstverantwoordelijke partij), *proposal* (voorstel).

Every POST carries an Idempotency-Key, but those of personal links and sessions, whose answers are kept nowhere: the same key and body get the same answer for 7 days, another body under the same key gets 409. What is changed by its version needs If-Match with the ETag that was read. HEAD is answered wherever GET is, without the body. Errors are problem+json with all that is wrong at once. What the gateway refuses by itself, before any of this reads it, has a body of \`{"message": …}\` and its own headers: 401 for a token that is missing or not valid, 413 above 6 MB, 429 above the rate of all together. A client that sends more than 1,000 requests in ten seconds gets 429 as problem+json, with the seconds to wait in Retry-After.

This service uses the ESCO classification of the European Commission.`;

const TAGS = [
  { name: "vacancies", description: "Demand of employers (vacatures en leerbanen)" },
  { name: "surplus-notices", description: "Staff that firms will no longer need (overschotmeldingen)" },
  { name: "market-profiles", description: "What job seekers can and want (arbeidsmarktprofielen)" },
  { name: "self-registrations", description: "People who come forward alone (zelfmelding)" },
  { name: "personal-access", description: "How job seekers get at their own data (persoonlijke link)" },
  { name: "personal-sessions", description: "Sessions of job seekers (eigen omgeving)" },
  { name: "persons", description: "Who the person of a claimed proposal is" },
  { name: "me", description: "A job seeker's own data, consents and rights (mijn gegevens)" },
  { name: "erasures", description: "Proofs of erasure, which lead to nobody (bewijs van verwijdering)" },
  {
    name: "audit-trail",
    description: "What was done and by whom, in chains that show tampering (auditspoor)",
  },
  { name: "review-requests", description: "Requests that a person looks again (verzoek om herbeoordeling)" },
  { name: "imports", description: "Many at once, as CSV or JSON Lines (bestanden)" },
  {
    name: "couplings",
    description: "Surplus of one firm and demand of another (voorstellen van de makelaar)",
  },
  { name: "work-queue", description: "What a team has to do (werkvoorraad)" },
  { name: "open-hiring", description: "Work without selection, in order of arrival (D4)" },
  { name: "proposals", description: "Matches that lie with a team (voorstellen)" },
  { name: "regions", description: "What a region's team has and sets" },
  { name: "figures", description: "What there is and what happens, by region and in the country (cijfers)" },
  { name: "rematches", description: "All vacancies of a region or the country, matched once more" },
  { name: "look-ups", description: "Regions, occupations and competencies" },
  { name: "service", description: "About the API itself" },
];

/** The generator writes the flag of a regular expression into the pattern; there it would be part of the text. */
const withoutFlags = <T>(document: T): T =>
  JSON.parse(JSON.stringify(document), (key, value) =>
    key === "pattern" && typeof value === "string" ? value.replace(/\/u$/, "") : value,
  );

const compose = () => {
  const api = new OpenAPIHono();
  for (const route of allRoutes()) api.openAPIRegistry.registerPath(told(route));
  api.openAPIRegistry.registerComponent("securitySchemes", "token", {
    type: "oauth2",
    description: "OAuth 2.0 client credentials; the token says for whom it is",
    flows: {
      clientCredentials: {
        tokenUrl: "https://identity.overstap.example/token",
        scopes: { overstap: "Use of the platform" },
      },
    },
  });
  const used = new Set(allRoutes().flatMap(({ tags = [] }) => tags));
  api.openAPIRegistry.registerComponent("securitySchemes", "personalSession", {
    type: "http",
    scheme: "bearer",
    description: "Token of a job seeker's own session, from a personal link: half an hour from its last use",
  });
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Overstap",
      version: API_VERSION,
      description: DESCRIPTION,
      contact: {
        name: "Overstap",
        email: "api@overstap.example",
        url: "https://overstap.example/contact",
      },
      license: { name: "EUPL-1.2", url: "https://eupl.eu/1.2/en" },
    },
    servers: [{ url: "https://api.overstap.example/v1", description: "Production" }],
    tags: TAGS.filter(({ name }) => used.has(name)),
  });
  return withoutFlags(document);
};

export type OpenApiDocument = ReturnType<typeof compose>;
let composed: OpenApiDocument | undefined;

/** The one OpenAPI document of all operations of all API functions; made from the routes, once a process. */
export const openApiDocument = (): OpenApiDocument => {
  composed ??= compose();
  return composed;
};
