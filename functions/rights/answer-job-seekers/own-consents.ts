import type { createApi } from "#packages/api/create-api.ts";
import {
  giveOwnConsentRoute,
  listOwnConsentsRoute,
  withdrawOwnConsentRoute,
} from "#packages/api/routes/me.ts";
import type { OwnConsents } from "#packages/api/routes/me-views.ts";
import type { Consent } from "#packages/domain/consent.ts";
import { currentWording, wordingOf } from "#packages/domain/consent-wordings.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { giveConsent, withdrawConsent } from "#packages/intake/change-consents.ts";
import type { Deps } from "./deps.ts";
import { changeOwn, ownProfile } from "./own-data.ts";

const PURPOSES = ["matching", "introduction"] as const satisfies readonly Consent["purpose"][];

const consentsOf = ({ consents }: MarketProfile): OwnConsents => ({
  items: consents.map((one) => ({ ...one, text: wordingOf(one.purpose, one.wording) })),
  wordings: PURPOSES.map((purpose) => {
    const { version, text } = currentWording(purpose);
    return { purpose, version, text };
  }),
});

/** Consents by the person (S4), with the words that go with them. */
export const serveOwnConsents = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(listOwnConsentsRoute, async (c) =>
    c.json(consentsOf((await ownProfile(c, deps)).profile), 200),
  );

  api.openapi(giveOwnConsentRoute, async (c) => {
    const { purpose, receiver } = c.req.valid("param");
    const { wording } = c.req.valid("json");
    const deed = {
      name: "giveOwnConsent",
      what: "consent-given",
      activity: "settle-consent",
      detail: { purpose, receiver, wording },
    } as const;
    const { profile } = await changeOwn(c, deps, deed, (before, origin) =>
      giveConsent(before.profile, { purpose, receiver, wording }, origin),
    );
    return c.json(consentsOf(profile), 200);
  });

  api.openapi(withdrawOwnConsentRoute, async (c) => {
    const { purpose, receiver } = c.req.valid("param");
    const deed = {
      name: "withdrawOwnConsent",
      what: "consent-withdrawn",
      activity: "settle-consent",
      detail: { purpose, receiver },
    } as const;
    const { profile } = await changeOwn(c, deps, deed, (before, origin) =>
      withdrawConsent(before.profile, { purpose, receiver }, origin),
    );
    return c.json(consentsOf(profile), 200);
  });
};
