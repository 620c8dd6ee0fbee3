import { TOKEN_FIELD } from "#packages/desk/frame/form.ts";
import { createBrowser, signInAs } from "#packages/local/identity/sign-in-as.ts";
import type { Platform } from "#packages/local/platform.ts";
import { HOME } from "#test/support/policy/callers.ts";

const TOKEN = new RegExp(`name="${TOKEN_FIELD}" value="([^"]+)"`);

/** Signs in at the pages as somebody of a team, looks at the work queue with the lists that are kept, and signs out. */
export const usePages = async (platform: Platform): Promise<void> => {
  const desk = platform.apiUrl;
  const browser = createBrowser();
  const at = (path: string) => new URL(path, desk);
  const away = await browser.follow(at("/aanmelden/begin"));
  if (away.response !== undefined) throw new Error("the desk did not send to the provider");
  const back = await signInAs(createBrowser(), away.url, `medewerker-${HOME.toLowerCase()}`);
  await browser.follow(back);
  const { response } = await browser.follow(at("/werkvoorraad"));
  const text = (await response?.text()) ?? "";
  const [, token] = TOKEN.exec(text) ?? [];
  if (token === undefined) throw new Error("the work queue has no form, or nobody is signed in");
  await browser.follow(at("/afmelden"), { [TOKEN_FIELD]: token });
};
