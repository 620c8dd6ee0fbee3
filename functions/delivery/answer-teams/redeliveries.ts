import type { createApi } from "#packages/api/create-api.ts";
import { idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import { findRedeliveryRoute, requestRedeliveryRoute } from "#packages/api/routes/delivery-regions.ts";
import { RedeliveryView } from "#packages/api/routes/delivery-views.ts";
import { hasStarted } from "#packages/delivery/has-started.ts";
import { askedRedelivery, redeliveryRequested } from "#packages/delivery/redelivery.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { RedeliveryId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import { find, put } from "#packages/store/documents.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { redeliveries } from "#packages/store/redeliveries.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import type { Deps } from "./deps.ts";
import { checkOwnRegion } from "./own-region.ts";

/** A team that has not started gets nothing over its queue; what is open for it is sent when it starts (G1). */
const checkStarted = async ({ table, now }: Deps, region: RegionCode): Promise<void> => {
  const settings = await readSettings(table);
  if (hasStarted(settings, now())(region)) return;
  const { startDate } = settingsOf(settings, region);
  throw new Problem("not-possible-now", `The team starts on ${startDate}, and gets what is open then.`);
};

/** All that is open for a region, sent once more. */
export const serveRedeliveries = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { table } = deps;

  api.openapi(requestRedeliveryRoute, (c) => {
    const { code: region } = c.req.valid("param");
    const { actor } = c.var.caller;
    checkOwnRegion(c, region);
    return idempotently(c, deps, async () => {
      await checkStarted(deps, region);
      const at = deps.now();
      const redelivery = askedRedelivery({ id: RedeliveryId.parse(deps.newId()), region, by: actor }, at);
      const { id, version } = redelivery;
      const events = [redeliveryRequested(redelivery, at, c.var.traceparent)];
      return {
        writes: [
          put(table, redeliveries, redelivery),
          ...logChange(table, { kind: "OTHER", scopes: [region], id, version, at, events }),
        ],
        answer: jsonAnswer(202, RedeliveryView.parse(redelivery), {
          location: `/v1/regions/${region}/redeliveries/${id}`,
        }),
      };
    });
  });

  api.openapi(findRedeliveryRoute, async (c) => {
    const { code: region, id } = c.req.valid("param");
    checkOwnRegion(c, region);
    const redelivery = await find(table, redeliveries, id);
    if (redelivery?.region !== region) throw new NotFound(`redelivery ${id}`);
    return c.json(RedeliveryView.parse(redelivery));
  });
};
