import type { createApi } from "#packages/api/create-api.ts";
import {
  liftRestrictionRoute,
  objectRoute,
  setRestrictionRoute,
  withdrawObjectionRoute,
} from "#packages/api/routes/me-rights.ts";
import { liftRestriction, object, restrict, withdrawObjection } from "#packages/rights/hold-back.ts";
import type { Deps } from "./deps.ts";
import { changeOwn, type Deed } from "./own-data.ts";
import { answerOwn } from "./own-profile.ts";

const deed = (name: string, what: Deed["what"], detail?: Deed["detail"]): Deed => ({
  name,
  what,
  activity: "exercise-right",
  detail,
});

/** Restriction (GDPR 18) and objection to automatic matching (GDPR 21), and taking them back. All safe to do twice. */
export const serveOwnRights = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(setRestrictionRoute, async (c) => {
    const { ground } = c.req.valid("json");
    const setting = deed("setRestriction", "restriction-set", { ground });
    const known = await changeOwn(c, deps, setting, ({ profile }, origin) =>
      restrict(profile, ground, origin),
    );
    return answerOwn(c, deps, known);
  });

  api.openapi(liftRestrictionRoute, async (c) => {
    const lifting = deed("liftRestriction", "restriction-lifted");
    const known = await changeOwn(c, deps, lifting, ({ profile }, origin) =>
      liftRestriction(profile, origin),
    );
    return answerOwn(c, deps, known);
  });

  api.openapi(objectRoute, async (c) => {
    const objecting = deed("objectToMatching", "objection-made");
    const known = await changeOwn(c, deps, objecting, ({ profile }, origin) => object(profile, origin));
    return answerOwn(c, deps, known);
  });

  api.openapi(withdrawObjectionRoute, async (c) => {
    const withdrawing = deed("withdrawObjection", "objection-withdrawn");
    const known = await changeOwn(c, deps, withdrawing, ({ profile }, origin) =>
      withdrawObjection(profile, origin),
    );
    return answerOwn(c, deps, known);
  });
};
