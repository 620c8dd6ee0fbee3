import type { Closing } from "../closing.ts";
import type { Pools } from "../functions/start-pools.ts";
import type { ApiPlan } from "../plan/plan-apis.ts";
import { freePort } from "../ports.ts";
import { startHttpApi } from "./http-api.ts";
import { createTokenCheck } from "./token-check.ts";

/** Where an API of the template listens on this machine. */
export type ApiPlace = { readonly api: ApiPlan; readonly port: number; readonly url: string };

/** The first API of the template gets the port that people know, the others any that is free. */
export const placeApis = (apis: readonly ApiPlan[], first: number): Promise<ApiPlace[]> =>
  Promise.all(
    apis.map(async (api, index) => {
      const port = index === 0 ? first : await freePort(0, api.name);
      return { api, port, url: `http://127.0.0.1:${port}` };
    }),
  );

type Serving = { places: readonly ApiPlace[]; pools: Pools; issuer: string; now: () => Date };

/** Starts every HTTP API. Tokens are those of the local provider, whichever issuer the template names. */
export const startApis = async ({ places, pools, issuer, now }: Serving, closing: Closing): Promise<void> => {
  const checkToken = createTokenCheck(issuer);
  await Promise.all(
    places.map(({ api, port }) =>
      closing.started(startHttpApi({ api, port, poolOf: pools.of, checkToken, now })),
    ),
  );
};
