import type { Child, PropsWithChildren } from "hono/jsx";

const HEADINGS = {
  1: "nl-heading nl-heading--level-1",
  2: "nl-heading nl-heading--level-2",
  3: "nl-heading nl-heading--level-3",
} as const;

type HeadingProps = PropsWithChildren<{ readonly level: 1 | 2 | 3; readonly id?: string | undefined }>;

/** Names of two places ("Zaanstreek/Waterland") break after the stroke, before they break within a word. */
const breakable = (content: Child): Child =>
  typeof content === "string" && content.includes("/")
    ? content.split("/").flatMap((part, index) => (index === 0 ? [part] : ["/", <wbr />, part]))
    : content;

/** Heading of the NL Design System. */
export const Heading = ({ level, id, children: given }: HeadingProps) => {
  const className = HEADINGS[level];
  const children = breakable(given);
  if (level === 1)
    return (
      <h1 class={className} id={id}>
        {children}
      </h1>
    );
  if (level === 2)
    return (
      <h2 class={className} id={id}>
        {children}
      </h2>
    );
  return (
    <h3 class={className} id={id}>
      {children}
    </h3>
  );
};

type ParagraphProps = PropsWithChildren<{ readonly lead?: boolean; readonly quiet?: boolean }>;

/** Paragraph; `lead` opens a page, `quiet` is beside the matter. */
export const Paragraph = ({ lead = false, quiet = false, children }: ParagraphProps) => {
  if (lead) return <p class="nl-paragraph nl-paragraph--lead">{children}</p>;
  return <p class={quiet ? "nl-paragraph desk-quiet" : "nl-paragraph"}>{children}</p>;
};

type LinkProps = PropsWithChildren<{
  readonly href: string;
  readonly id?: string | undefined;
  readonly rel?: string;
  readonly lang?: string;
  readonly download?: boolean;
  readonly current?: boolean;
}>;

export const Link = ({ href, id, rel, lang, download, current = false, children }: LinkProps) => (
  <a
    class="nl-link"
    href={href}
    id={id}
    rel={rel}
    lang={lang}
    download={download}
    aria-current={current ? "page" : undefined}
  >
    {children}
  </a>
);

/** Where a page lies under another: the way back to it. */
export const BackLink = ({ href, children }: PropsWithChildren<{ readonly href: string }>) => (
  <p class="desk-back">
    <a class="nl-link" href={href}>
      <span aria-hidden="true">← </span>
      {children}
    </a>
  </p>
);

/** For screen readers only. */
export const Hidden = ({ children }: PropsWithChildren) => <span class="desk-hidden">{children}</span>;

export const List = ({ children }: PropsWithChildren) => <ul class="desk-list">{children}</ul>;
