/** A browser of a few lines: it keeps cookies of one origin and follows redirects up to the desk. */
export const createBrowser = () => {
  const cookies = new Map<string, string>();
  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const ask = async (url: URL, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    });
    keep(response);
    return response;
  };
  /** Goes where it is sent for as long as that is at the same origin; a page, or the address outside. */
  const follow = async (
    url: URL,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ url: URL; response?: Response }> => {
    const response = await ask(url, form);
    const location = response.headers.get("location");
    if (location === null) return { url, response };
    const next = new URL(location, url);
    return next.origin === url.origin ? follow(next) : { url: next };
  };
  return { follow, cookies };
};

export type Browser = ReturnType<typeof createBrowser>;

/** Signs in as the user on the provider's page; the address at the desk to which the browser is sent back. */
export const signInAs = async (browser: Browser, authorizationUrl: URL, user: string): Promise<URL> => {
  const page = await browser.follow(authorizationUrl);
  if (page.response === undefined) return page.url;
  const back = await browser.follow(page.url, { gebruiker: user });
  if (back.response !== undefined) throw new Error(`${back.response.status}: ${await back.response.text()}`);
  return back.url;
};
