import type { PropsWithChildren } from "hono/jsx";
import { Csrf } from "../components/form.tsx";
import { Hidden } from "../components/text.tsx";
import { pathOfAsset } from "./assets.ts";
import { isUnder, menuOf, REQUESTS_PATH } from "./navigation.ts";
import { SIGN_IN_PATH } from "./sign-in-again.ts";
import { useView } from "./view.tsx";

export type Files = { readonly style: string; readonly script: string };
type LayoutProps = PropsWithChildren<{
  readonly title: string;
  readonly files: Files;
  readonly wide: boolean;
}>;

const withLanguage = (here: string, language: string): string => {
  const url = new URL(here, "https://page.example");
  url.searchParams.set("taal", language);
  return `${url.pathname}${url.search}`;
};

/** The page around the content: where you are, who you are, and where you can go. */
export const Layout = ({ title, files, wide, children }: LayoutProps) => {
  const { t, language } = useView();
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – ${t.frame.product}`}</title>
        <link rel="stylesheet" href={pathOfAsset(files.style)} />
        <link rel="icon" href={pathOfAsset("merk.svg")} type="image/svg+xml" />
        <script src={pathOfAsset(files.script)} defer></script>
      </head>
      <body class="voorbeeld-theme desk">
        <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#inhoud">
          {t.frame.skip}
        </a>
        <Header />
        <main id="inhoud" class={wide ? "desk-main desk-main--wide" : "desk-main"} tabindex={-1}>
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
};

const Header = () => {
  const { t, user, here } = useView();
  const menu = menuOf(user?.role);
  return (
    <header class="desk-header">
      <div class="desk-header__bar">
        <a class="desk-brand" href="/">
          <Mark />
          <span class="desk-brand__name">{t.frame.product}</span>
        </a>
        <Account />
      </div>
      {menu.length > 0 && (
        <nav class="desk-nav" aria-label={t.frame.mainNavigation}>
          <ul class="desk-nav__list">
            {menu.map(({ path, text }) => (
              <li>
                <a class="desk-nav__link" href={path} aria-current={isUnder(here, path) ? "page" : undefined}>
                  {t.frame.navigation[text]}
                  {path === REQUESTS_PATH ? <WaitingCount /> : null}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
};

/** How many people wait who came forward alone, and how many of them too long; nothing when nobody does. */
const WaitingCount = () => {
  const { t, waiting } = useView();
  if (waiting === undefined || waiting.open === 0) return null;
  const { open, more, overdue } = waiting;
  return (
    <>
      <Hidden>: </Hidden>
      <span class="nl-number-badge desk-count">{more ? `${open}+` : open}</span>
      <Hidden> {t.requests.open}</Hidden>
      {overdue === 0 ? null : (
        <>
          <Hidden>, </Hidden>
          <span class="nl-data-badge desk-badge desk-badge--near desk-nav__late">
            {t.requests.late(overdue)}
          </span>
        </>
      )}
    </>
  );
};

/** One step up and over: the mark of the product. */
const Mark = () => (
  <svg
    class="desk-brand__mark"
    viewBox="0 0 32 32"
    width="32"
    height="32"
    aria-hidden="true"
    focusable="false"
  >
    <rect width="32" height="32" rx="7" fill="currentColor" />
    <path
      d="M7 21h6v-5h6v-5h6"
      fill="none"
      stroke="#fff"
      stroke-width="3.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

const Account = () => {
  const { t, user, here, language } = useView();
  const other = language === "nl" ? "en" : "nl";
  return (
    <div class="desk-account">
      <a class="desk-account__link" href={withLanguage(here, other)} lang={other} hreflang={other}>
        {t.frame.otherLanguage}
      </a>
      {user === undefined ? (
        <a class="desk-account__link" href={SIGN_IN_PATH}>
          {t.frame.signIn}
        </a>
      ) : (
        <>
          <span class="desk-account__who">{user.name ?? t.frame.roles[user.role]}</span>
          <form class="desk-account__form" method="post" action="/afmelden">
            <Csrf />
            <button class="desk-account__link" type="submit">
              {t.frame.signOut}
            </button>
          </form>
        </>
      )}
    </div>
  );
};

const Footer = () => {
  const { footer, footerNavigation } = useView().t.frame;
  return (
    <footer class="desk-footer">
      <div class="desk-footer__inside">
        <nav aria-label={footerNavigation}>
          <ul class="desk-footer__list">
            <li>
              <a class="desk-footer__link" href="/uw-regio">
                {footer.findDesk}
              </a>
            </li>
            <li>
              <a class="desk-footer__link" href="/hulp">
                {footer.help}
              </a>
            </li>
            <li>
              <a class="desk-footer__link" href="/privacy">
                {footer.privacy}
              </a>
            </li>
            <li>
              <a class="desk-footer__link" href="/toegankelijkheid">
                {footer.accessibility}
              </a>
            </li>
          </ul>
        </nav>
        <p class="desk-footer__notice">{footer.notice}</p>
      </div>
    </footer>
  );
};
