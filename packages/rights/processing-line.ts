import { createHash, createHmac, randomBytes } from "node:crypto";
import * as z from "zod";
import type { Actor } from "#packages/domain/actor.ts";
import { Role } from "#packages/domain/actor.ts";
import { Moment } from "#packages/domain/dates.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { ResponsibleParty } from "#packages/domain/situation.ts";
import { type ActivityCode, activityId } from "./processing-activities.ts";

/**
 * One line of the log of processing, in the words of the standard Logboek Dataverwerkingen: one for each person
 * concerned, pseudonymous, within the trace of the request (W3C Trace Context). Attributes of our own carry our prefix.
 */
export const ProcessingLine = z.object({
  trace_id: z.string().regex(/^[0-9a-f]{32}$/),
  operation_id: z.string().regex(/^[0-9a-f]{16}$/),
  parent_operation_id: z.string().regex(/^[0-9a-f]{16}$/),
  status_code: z.enum(["OK", "ERROR"]),
  name: z.string().min(1).max(100),
  start_time: Moment,
  end_time: Moment,
  attributes: z.object({
    "dpl.core.processing_activity_id": z.url(),
    "dpl.core.data_subject_id": z.string().regex(/^[0-9a-f]{32}$/),
    "dpl.core.data_subject_id_type": z.enum(["overstap-pseudonym", "overstap-derived-pseudonym"]),
    /** Who did it: the subject of a token, never a name; of job seekers their pseudonym. */
    "overstap.actor": z.string().min(1).max(200),
    "overstap.role": Role,
    "overstap.region": RegionCode.optional(),
    "overstap.party": ResponsibleParty.optional(),
    /** Why, where the caller chose between purposes. */
    "overstap.purpose": z.string().max(60).optional(),
    /** What it was about, e.g. the id of a proposal. */
    "overstap.about": z.string().max(100).optional(),
  }),
});
export type ProcessingLine = z.infer<typeof ProcessingLine>;

/** The pseudonym of a job seeker in logs: without the key, nobody can tell whose it is. 128 bits of HMAC-SHA-256. */
export const pseudonymOf = (key: Uint8Array, jobSeekerId: string): string =>
  createHmac("sha256", key).update(jobSeekerId).digest("hex").slice(0, 32);

/**
 * The pseudonym that functions write which must not come near the persons table, where the key is (`infra/decisions/0044`).
 * The id of a job seeker is 122 bits of chance and goes with an erasure: who has not the id cannot find whose it is.
 */
export const derivedPseudonymOf = (jobSeekerId: string): string =>
  createHash("sha256").update(`overstap-derived-pseudonym ${jobSeekerId}`).digest("hex").slice(0, 32);

const REQUEST = "self-registration ";
/** How the log names the request of somebody who came forward alone (S7). */
export const aboutRequest = (id: string): string => `${REQUEST}${id}`;

/** Ids of requests that lines of a person are about: the log before there was a profile is kept under these. */
export const requestsIn = (lines: readonly ProcessingLine[]): ReadonlySet<string> =>
  new Set(
    lines.flatMap(({ attributes: { "overstap.about": about = "" } }) =>
      about.startsWith(REQUEST) ? [about.slice(REQUEST.length)] : [],
    ),
  );

/** What is told of one use of somebody's data. */
export type Told = {
  /** The operation of the API. */
  readonly name: string;
  readonly activity: ActivityCode;
  readonly by: Actor;
  readonly traceparent: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly purpose?: string | undefined;
  readonly about?: string | undefined;
};

const actorOf = ({ subject, role }: Actor, pseudonym: string): string =>
  role === "job-seeker" ? pseudonym : subject;

type SubjectKind = ProcessingLine["attributes"]["dpl.core.data_subject_id_type"];

/** The line of one use of one person's data. Every line has an operation id of its own, under that of the request. */
export const processingLine = (
  told: Told,
  pseudonym: string,
  kind: SubjectKind = "overstap-pseudonym",
): ProcessingLine => {
  const [, traceId, parentId] = told.traceparent.split("-");
  return ProcessingLine.parse({
    trace_id: traceId,
    operation_id: randomBytes(8).toString("hex"),
    parent_operation_id: parentId,
    status_code: "OK",
    name: told.name,
    start_time: told.startedAt.toISOString(),
    end_time: told.endedAt.toISOString(),
    attributes: {
      "dpl.core.processing_activity_id": activityId(told.activity),
      "dpl.core.data_subject_id": pseudonym,
      "dpl.core.data_subject_id_type": kind,
      "overstap.actor": actorOf(told.by, pseudonym),
      "overstap.role": told.by.role,
      "overstap.region": told.by.region,
      "overstap.party": told.by.party,
      "overstap.purpose": told.purpose,
      "overstap.about": told.about,
    },
  });
};
