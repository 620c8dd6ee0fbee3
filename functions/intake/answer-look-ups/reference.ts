import { API_VERSION } from "#packages/api/api-version.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { openApiDocument } from "#packages/api/openapi-document.ts";
import { referencePage } from "#packages/api/reference/reference-page.ts";
import { REFERENCE_STYLE } from "#packages/api/reference/reference-style.ts";
import { openApiRoute } from "#packages/api/routes/look-ups.ts";

/** Nothing but the page itself and its style; no scripts at all. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

let page: string | undefined;

/** What the API can do, for programs (open to every origin) and for readers. */
export const serveReference = (api: ReturnType<typeof createApi>): void => {
  api.openapi(openApiRoute, (c) => c.json(openApiDocument(), 200, { "access-control-allow-origin": "*" }));

  // Who comes to the door of the API is shown the way.
  api.get("/", (c) =>
    c.json({
      version: API_VERSION,
      openapi: "/v1/openapi.json",
      reference: "/v1/reference",
      health: "/v1/health",
    }),
  );

  api.get("/reference", (c) => {
    page ??= referencePage(openApiDocument());
    return c.body(page, 200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": PAGE_POLICY,
    });
  });

  api.get("/reference/style.css", (c) =>
    c.body(REFERENCE_STYLE, 200, { "content-type": "text/css; charset=utf-8" }),
  );
};
