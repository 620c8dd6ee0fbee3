import type { IncomingMessage, ServerResponse } from "node:http";
import { errors, type Provider } from "oidc-provider";
import { identityUser } from "./identity-users.ts";
import { faultPage, PAGE_POLICY, signInPage } from "./sign-in-page.ts";

const PATH = /^\/sign-in\/[\w-]{1,100}$/;
const MOST_BYTES = 4096;

export const signInPath = (uid: string): string => `/sign-in/${uid}`;

const answer = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": PAGE_POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(html);
};

const chosenIn = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const chunk of request) if (text.length < MOST_BYTES) text += String(chunk);
  // The list and the field are two forms: whichever was sent has the one value.
  return (
    new URLSearchParams(text)
      .getAll("gebruiker")
      .find((each) => each.trim() !== "")
      ?.trim() ?? ""
  );
};

const choose = async (
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const chosen = await chosenIn(request);
  const known = identityUser(chosen);
  if (known === undefined) return answer(response, 400, signInPage(request.url ?? "", chosen.slice(0, 100)));
  await provider.interactionFinished(request, response, { login: { accountId: known.subject } });
};

/**
 * Serves the page on which somebody chooses who to be; false for a request to the provider itself. Only the browser
 * that began to sign in gets it: the provider's cookie says so.
 */
export const serveSignIn = async (
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> => {
  if (!PATH.test(request.url ?? "")) return false;
  try {
    const { prompt } = await provider.interactionDetails(request, response);
    if (prompt.name !== "login") throw new errors.SessionNotFound(`nothing is asked but ${prompt.name}`);
    if (request.method === "POST") await choose(provider, request, response);
    else answer(response, 200, signInPage(request.url ?? ""));
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error;
    answer(response, 400, faultPage(error.error, "De aanmelding is verlopen of van een andere browser."));
  }
  return true;
};
