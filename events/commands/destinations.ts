import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { type Destination, routeEvent } from "#packages/messaging/route-event.ts";
import { PlatformEvent } from "../index.ts";
import { type EventDefinition, type JsonSchema, messageSchemaOf } from "./json-schema.ts";

export type QueueName = Destination["queue"];

const Message = z.looseObject({ data: z.record(z.string(), z.unknown()) });
type Message = z.infer<typeof Message>;

/** An event without the message that is published with it. */
export class NoExample extends Error {
  override readonly name = "NoExample";
}

/** The frozen example of an event. Throws NoExample when none was published yet. */
export const exampleOf = ({ key }: EventDefinition): Message => {
  const file = new URL(`../examples/${key}.json`, import.meta.url);
  if (!existsSync(file)) {
    throw new NoExample(`events/examples/${key}.json: publish one message, made with the event's own make`);
  }
  return Message.parse(JSON.parse(readFileSync(file, "utf8")));
};

const Choice = z.object({ enum: z.array(z.unknown()) });
const YesNo = z.object({ type: z.literal("boolean") });
const Id = z.object({ format: z.literal("uuid") });
/** Some id, to see what an event does when it has one. */
const SOME_ID = "00000000-0000-0000-0000-000000000000";

/** The values that a member can take as far as they are few, one for an id; none for a free one. */
const valuesOf = (member: JsonSchema): readonly unknown[] => {
  if (YesNo.safeParse(member).success) return [true, false];
  if (Id.safeParse(member).success) return [SOME_ID];
  return Choice.safeParse(member).data?.enum ?? [];
};

/** The data as it is, with each member of few values in each of them, and without each member that may be absent. */
const variantsOf = (data: Message["data"], schema: JsonSchema): Message["data"][] => {
  const changed = Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
    valuesOf(member).map((value) => ({ ...data, [name]: value })),
  );
  const shorter = Object.keys(data)
    .filter((name) => schema.required?.includes(name) !== true)
    .map((absent) => Object.fromEntries(Object.entries(data).filter(([name]) => name !== absent)));
  return [data, ...changed, ...shorter];
};

/**
 * The queues that an event can go to, found by asking the platform's own routing about its example and variants of
 * it, so that no second table of routes can go stale.
 */
export const queuesOf = (definition: EventDefinition): QueueName[] => {
  const example = exampleOf(definition);
  const dataSchema = messageSchemaOf(definition).properties?.["data"] ?? {};
  const events = variantsOf(example.data, dataSchema).map((data) =>
    PlatformEvent.parse({ ...example, data }),
  );
  return [...new Set(events.flatMap(routeEvent).map(({ queue }) => queue))].sort();
};
