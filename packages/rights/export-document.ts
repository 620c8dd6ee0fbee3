import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Person } from "#packages/domain/person.ts";
import { ACTIVITIES } from "./processing-activities.ts";
import { RETENTION } from "./retention.ts";

/** Everything that is kept about somebody, as it is taken away (GDPR 15 and 20). */
export type OwnData<Proposal, Reading, Review, Place, Request> = {
  readonly person: Person;
  readonly profile: MarketProfile;
  readonly proposals: readonly Proposal[];
  readonly readings: readonly Reading[];
  readonly reviewRequests: readonly Review[];
  /** D4: places on waiting lists of open hiring. */
  readonly waitingLists: readonly Place[];
  /** S7: how the person came forward alone, before there was a profile. */
  readonly selfRegistrations: readonly Request[];
};

const DAY_S = 86_400;

/** The export for machines. `format` changes when a member is renamed or taken away. */
export const exportDocument = <P, R, V, W, Q>(own: OwnData<P, R, V, W, Q>, at: Date) => ({
  format: "overstap-own-data/1",
  exportedAt: at.toISOString(),
  ...own,
  uses: Object.entries(ACTIVITIES).map(([code, activity]) => ({ code, ...activity })),
  retention: Object.entries(RETENTION).map(([what, { seconds, from, ground }]) => ({
    what,
    days: seconds / DAY_S,
    from,
    ground,
  })),
  notKept:
    "Nationaliteit, geslacht, gezondheid, BSN en beroep op een uitkering worden door Overstap niet bewaard.",
});

/** A heading with lines of text below it: what the readable forms are made of. */
export type Chapter = { readonly title: string; readonly lines: readonly string[] };

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** The readable export as plain text. */
export const asText = (title: string, chapters: readonly Chapter[]): string =>
  [title, "=".repeat(title.length), ""]
    .concat(
      chapters.flatMap((chapter) => [chapter.title, "-".repeat(chapter.title.length), ...chapter.lines, ""]),
    )
    .join("\n");

/** The same as a page that needs nothing else: no script, no style, no picture. */
export const asHtml = (title: string, chapters: readonly Chapter[]): string => {
  const body = chapters
    .map(
      (chapter) =>
        `<section><h2>${escaped(chapter.title)}</h2><ul>${chapter.lines
          .map((line) => `<li>${escaped(line)}</li>`)
          .join("")}</ul></section>`,
    )
    .join("");
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;
};
