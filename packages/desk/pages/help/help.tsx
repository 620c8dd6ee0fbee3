import { Heading, Link, Paragraph } from "../../components/text.tsx";
import type { Desk } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import type { Texts } from "../../texts/texts.ts";

type Article = Texts["help"]["help"];

const ArticlePage = ({ title, lead, sections, desk }: Article) => (
  <>
    <Heading level={1}>{title}</Heading>
    <Paragraph lead>{lead}</Paragraph>
    {sections.map((section) => (
      <section>
        <Heading level={2}>{section.title}</Heading>
        {section.texts.map((text) => (
          <Paragraph>{text}</Paragraph>
        ))}
      </section>
    ))}
    <Paragraph>
      <Link href="/uw-regio">{desk}</Link>
    </Paragraph>
  </>
);

const ARTICLES = [
  ["/hulp", "help"],
  ["/privacy", "privacy"],
  ["/toegankelijkheid", "accessibility"],
] as const;

/** Help, privacy and the accessibility statement. */
export const serveHelp = (desk: Desk): void => {
  for (const [path, name] of ARTICLES)
    desk.get(path, (c) => {
      const article = c.var.t.help[name];
      return showPage(c, { title: article.title, content: <ArticlePage {...article} /> });
    });
};
