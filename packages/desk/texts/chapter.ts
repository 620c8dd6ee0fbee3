/** A part of a page of text: a heading, paragraphs, a list and where to go from there. */
export type Chapter = {
  readonly title: string;
  readonly text?: readonly string[];
  readonly list?: readonly string[];
  readonly links?: readonly { readonly path: string; readonly text: string }[];
};

/** Chapters by name, in the order of the page: one that English lacks does not compile. */
export type Chapters = Readonly<Record<string, Chapter>>;

/** Where people complain about the use of their data, in the Netherlands. */
export const AUTHORITY: Readonly<Record<"nl" | "en", { path: string; text: string }>> = {
  nl: { path: "https://www.autoriteitpersoonsgegevens.nl/", text: "Autoriteit Persoonsgegevens" },
  en: {
    path: "https://www.autoriteitpersoonsgegevens.nl/en",
    text: "Dutch data protection authority (Autoriteit Persoonsgegevens)",
  },
};
