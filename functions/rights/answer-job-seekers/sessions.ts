import type { createApi } from "#packages/api/create-api.ts";
import { closeSessionRoute, openSessionRoute } from "#packages/api/routes/personal-access.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { expiryOf } from "#packages/rights/retention.ts";
import { closeSessionWrites, findLink, openSessionWrites } from "#packages/store/personal-access.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import type { Deps } from "./deps.ts";

/** Opens a session with a link, which is used up by it, and closes it. */
export const serveSessions = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { persons } = deps.tables;

  const open = async (link: string, traceparent: string): Promise<string> => {
    const now = deps.now();
    const whose = await findLink(persons, link, now);
    if (whose === undefined) throw new NotFound("personal link");
    const session = deps.newSecret();
    const line = await deps.processing.writes(whose.jobSeekerId, {
      name: "openPersonalSession",
      activity: "give-personal-access",
      by: { subject: whose.jobSeekerId, role: "job-seeker" },
      traceparent,
      startedAt: now,
      endedAt: deps.now(),
    });
    try {
      await commit(persons.client, [...openSessionWrites(persons, { link, session }, whose, now), ...line]);
    } catch (cause) {
      if (cause instanceof ConditionFailed) throw new NotFound("personal link", { cause });
      throw cause;
    }
    return session;
  };

  api.openapi(openSessionRoute, async (c) => {
    const token = await open(c.req.valid("json").token, c.var.traceparent);
    const expiresAt = new Date(expiryOf("personalSession", deps.now()) * 1000).toISOString();
    return c.json({ token, expiresAt }, 201);
  });

  api.openapi(closeSessionRoute, async (c) => {
    await commit(persons.client, closeSessionWrites(persons, c.var.sessionToken));
    return c.body(null, 204);
  });
};
