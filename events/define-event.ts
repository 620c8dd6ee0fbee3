import { CloudEvent } from "cloudevents";
import * as z from "zod";
import { stableUuid } from "#packages/domain/stable-uuid.ts";

/** OIN of the sending organisation; the default is from the range for tests (prefix 00000099). */
const OIN = "00000099000000000000";
const sourceOf = (system: string) => `urn:nld:oin:${OIN}:systeem:overstap-${system}`;
const SCHEMA_BASE = "https://overstap.example/v1/events/schemas";
/** `dataschema` is the schema of the data alone, so it points at that part of the schema of the whole message. */
const schemaOfData = <N extends string, V extends number>(name: N, version: V) =>
  `${SCHEMA_BASE}/${name}.v${version}.json#/properties/data` as const;

/** W3C Trace Context of the request that started it all, carried unchanged to the region. */
export const TraceParent = z.string().regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);

/**
 * The envelope that every queue message wears: CloudEvents 1.0 in the NL GOV profile. Context attributes hold no
 * personal data; equal `source` and `id` is a duplicate; `dataref` is where details are fetched with one's own rights.
 */
const envelope = <N extends string, V extends number, D extends z.ZodType>(
  name: N,
  version: V,
  system: string,
  data: D,
) =>
  z.object({
    specversion: z.literal("1.0"),
    id: z.uuid(),
    source: z.literal(sourceOf(system)),
    type: z.literal(`nl.arbeidsmarkt.${name}.v${version}`),
    subject: z.string().min(1).max(200),
    time: z.iso.datetime(),
    datacontenttype: z.literal("application/json"),
    dataschema: z.literal(schemaOfData(name, version)),
    dataref: z.string().max(500).optional(),
    traceparent: TraceParent.optional(),
    data,
  });

export type Cause = {
  /** What the event is about, e.g. an id. */
  readonly subject: string;
  readonly at: Date;
  /** Parts that make the id: the item and its version, so that a retry gives the same event. */
  readonly idFrom: readonly string[];
  readonly traceparent?: string | undefined;
  readonly dataref?: string | undefined;
};

/**
 * One event in one version.
 * @param name noun-participle, as in `vacancy-registered`
 * @param system the part of the platform that finds it out, as in `intake`
 */
export const defineEvent = <N extends string, V extends number, D extends z.ZodType>(
  name: N,
  version: V,
  { system, data }: { readonly system: string; readonly data: D },
) => {
  const schema = envelope(name, version, system, data);
  /** A valid event with an id derived from the cause. Throws a ZodError when the data does not fit. */
  const make = (payload: z.input<D>, cause: Cause): z.infer<typeof schema> => {
    const event = new CloudEvent({
      id: stableUuid(`${name}.v${version}`, ...cause.idFrom),
      source: sourceOf(system),
      type: `nl.arbeidsmarkt.${name}.v${version}`,
      subject: cause.subject,
      time: cause.at.toISOString(),
      datacontenttype: "application/json",
      dataschema: schemaOfData(name, version),
      ...(cause.dataref === undefined ? {} : { dataref: cause.dataref }),
      ...(cause.traceparent === undefined ? {} : { traceparent: cause.traceparent }),
      data: payload,
    });
    return schema.parse(event.toJSON());
  };
  return { name, version, key: `${name}.v${version}`, schema, make };
};
