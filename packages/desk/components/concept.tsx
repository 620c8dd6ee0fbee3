import { html } from "hono/html";
import { useView } from "../frame/view.tsx";

/** A concept of the classification, with a label or without, and the language that its label is in. */
export type LabelledConcept = {
  readonly uri: string;
  readonly label?: string | undefined;
  readonly language?: "nl" | "en" | undefined;
};

/** A concept by its label; one without any by the end of its address. */
export const conceptText = ({ label, uri }: LabelledConcept): string => label ?? uri.split("/").at(-1) ?? uri;

/** The same on a page; a label in another language than the page's says so, so that it is read out as what it is. */
export const Concept = ({ of }: { readonly of: LabelledConcept }) => {
  const { language } = useView();
  if (of.language === undefined || of.language === language) return html`${conceptText(of)}`;
  return <span lang={of.language}>{conceptText(of)}</span>;
};

/** Some concepts in a row, with commas. */
export const Concepts = ({ of }: { readonly of: readonly LabelledConcept[] }) => (
  <>
    {of.map((one, index) => (
      <>
        {index === 0 ? null : ", "}
        <Concept of={one} />
      </>
    ))}
  </>
);
