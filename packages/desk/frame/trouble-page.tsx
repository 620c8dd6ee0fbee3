import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ApiTrouble } from "../api/trouble.ts";
import { ButtonLink } from "../components/button.tsx";
import { Heading, Paragraph } from "../components/text.tsx";
import type { Texts } from "../texts/texts.ts";
import type { DeskContext } from "./desk-env.ts";
import { showPage } from "./show-page.tsx";
import { SIGN_IN_PATH } from "./sign-in-again.ts";

export type TroubleKind = keyof Texts["frame"]["trouble"];

const STATUS: Readonly<Record<TroubleKind, ContentfulStatusCode>> = {
  "not-found": 404,
  "not-allowed": 403,
  conflict: 409,
  gone: 410,
  changed: 412,
  "too-many": 429,
  "form-expired": 403,
  "bad-request": 400,
  "too-busy": 503,
  "server-error": 500,
  "sign-in-failed": 400,
};

const BY_STATUS: Readonly<Record<number, TroubleKind>> = {
  400: "bad-request",
  403: "not-allowed",
  404: "not-found",
  409: "conflict",
  410: "gone",
  412: "changed",
  413: "bad-request",
  428: "changed",
  429: "too-many",
  503: "too-busy",
};

/** Which page tells of an answer of the API that no form could place. */
export const troubleKindOf = ({ status }: ApiTrouble): TroubleKind => BY_STATUS[status] ?? "server-error";

/** A whole page that says what went wrong and where to go from there. */
export const showTrouble = (c: DeskContext, kind: TroubleKind): Promise<Response> => {
  const { title, text } = c.var.t.frame.trouble[kind];
  const again = kind === "sign-in-failed";
  return showPage(c, {
    title,
    status: STATUS[kind],
    content: (
      <>
        <Heading level={1}>{title}</Heading>
        <Paragraph lead>{text}</Paragraph>
        <ButtonLink href={again ? SIGN_IN_PATH : "/"}>
          {again ? c.var.t.frame.tryAgain : c.var.t.frame.toStart}
        </ButtonLink>
      </>
    ),
  });
};
