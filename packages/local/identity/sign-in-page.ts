import { createHash } from "node:crypto";
import { IDENTITY_USERS, type IdentityUser, type UserGroup } from "./identity-users.ts";

const STYLE = `
body { font-family: system-ui, sans-serif; line-height: 1.5; margin: 0 auto; max-width: 50rem; padding: 1rem; }
.warning { background: #ffe9b8; border-left: .4rem solid #b36b00; padding: .5rem 1rem; }
.fault { border-left: .4rem solid #b00020; padding: .5rem 1rem; }
ul { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; }
button, input { font: inherit; padding: .4rem .8rem; }
input { width: 24rem; max-width: 100%; }
summary { cursor: pointer; padding: .3rem 0; }
`;

const hash = createHash("sha256").update(STYLE).digest("base64");

/** Nothing but its own style; forms go here, and by way of here back to the desk on this machine. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' http://127.0.0.1:* http://localhost:*; frame-ancestors 'none'; base-uri 'none'`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** A page of the local provider, in Dutch. `body` is HTML. */
export const page = (title: string, body: string): string =>
  `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>`;

const choice = ({ subject, name }: IdentityUser): string =>
  `<li><button name="gebruiker" value="${escaped(subject)}">${escaped(name)}</button></li>`;

const list = ({ users }: UserGroup): string => `<ul>${users.map(choice).join("")}</ul>`;

const group = (each: UserGroup): string => `<h2>${escaped(each.name)}</h2>${list(each)}`;

const folded = (each: UserGroup): string =>
  `<details><summary>${escaped(each.name)}</summary>${list(each)}</details>`;

const isTeam = ({ name }: UserGroup): boolean => name.startsWith("Team ");

const suggestion = ({ subject, name }: IdentityUser): string =>
  `<option value="${escaped(subject)}">${escaped(name)}</option>`;

/** The page on which somebody chooses who to be. `unknown` is what was filled in before and is no user. */
export const signInPage = (action: string, unknown?: string): string => {
  const fault =
    unknown === undefined
      ? ""
      : `<p class="fault" role="alert" id="fout">Er is geen gebruiker "${escaped(unknown)}". Kies iemand uit de lijst.</p>`;
  return page(
    "Aanmelden bij Overstap",
    `<p class="warning">Alleen voor ontwikkeling: dit is de aanmelding op deze computer. Er is geen wachtwoord, en niemand in de lijst bestaat.</p>
${fault}
<form method="post" action="${escaped(action)}">
<p><label for="gebruiker">Gebruiker</label><br>
<input id="gebruiker" name="gebruiker" list="gebruikers" autocomplete="off" autocapitalize="none"${unknown === undefined ? "" : ' aria-describedby="fout"'}>
<button>Aanmelden</button></p>
<datalist id="gebruikers">${IDENTITY_USERS.flatMap(({ users }) => users)
      .map(suggestion)
      .join("")}</datalist>
</form>
<form method="post" action="${escaped(action)}">
${IDENTITY_USERS.filter((each) => !isTeam(each))
  .map(group)
  .join("\n")}
<h2>Teams</h2>
${IDENTITY_USERS.filter(isTeam).map(folded).join("\n")}
</form>`,
  );
};

/** The page that asks whether somebody wants to leave; `form` is the provider's, without a button. */
export const signOutPage = (form: string): string =>
  page(
    "Afmelden",
    `<p>Wilt u zich afmelden bij Overstap?</p>${form}<p><button type="submit" form="op.logoutForm" name="logout" value="yes">Afmelden</button></p>`,
  );

export const signedOutPage = (): string => page("Afgemeld", "<p>U bent afgemeld.</p>");

/** What went wrong, by the code of OAuth; the details are for whoever builds a client. */
export const faultPage = (code: string, detail: string): string =>
  page(
    "Aanmelden lukt niet",
    `<p class="fault" role="alert">Ga terug en begin opnieuw.</p><p><code>${escaped(code)}</code>: ${escaped(detail)}</p>`,
  );
