import type { Child, PropsWithChildren } from "hono/jsx";
import { useTexts } from "../frame/view.tsx";
import { Heading, Hidden } from "./text.tsx";

const BADGES = {
  plain: "nl-data-badge desk-badge",
  good: "nl-data-badge desk-badge desk-badge--good",
  near: "nl-data-badge desk-badge desk-badge--near",
  bad: "nl-data-badge desk-badge desk-badge--bad",
  late: "nl-data-badge desk-badge desk-badge--late",
} as const;

/** A short fact in words; the colour says nothing that the words do not. */
export const Badge = ({
  kind = "plain",
  children,
}: PropsWithChildren<{ readonly kind?: keyof typeof BADGES }>) => (
  <span class={BADGES[kind]}>{children}</span>
);

export type Datum = {
  readonly key: string;
  readonly value: Child;
  /** Where it can be changed. */
  readonly change?: string;
};

/** Facts of one thing, each with its name. */
export const DataList = ({ items }: { readonly items: readonly Datum[] }) => {
  const { components } = useTexts();
  return (
    <dl class="utrecht-data-list utrecht-data-list--rows desk-data">
      {items.map(({ key, value, change }) => (
        <div class="utrecht-data-list__item">
          <dt class="utrecht-data-list__item-key">{key}</dt>
          <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{value}</dd>
          {change === undefined ? null : (
            <dd class="utrecht-data-list__actions utrecht-data-list__actions--html-dd">
              <a class="nl-link" href={change}>
                {components.change}
                <Hidden> {key}</Hidden>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
};

export type Chip = { readonly label: string; readonly href: string };

/** Filters that are on; following one takes it off. */
export const Chips = ({ chips }: { readonly chips: readonly Chip[] }) => {
  const { components } = useTexts();
  if (chips.length === 0) return null;
  return (
    <ul class="desk-chips" aria-label={components.activeFilters}>
      {chips.map(({ label, href }) => (
        <li>
          <a class="desk-chip" href={href}>
            {label}
            <span aria-hidden="true"> ×</span>
            <Hidden>, {components.remove}</Hidden>
          </a>
        </li>
      ))}
    </ul>
  );
};

export type Tab = {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  readonly count?: number;
};

/** Lists that stand beside each other: plain links, one of which is where you are. */
export const Tabs = ({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) => (
  <nav class="desk-tabs" aria-label={label}>
    <ul class="desk-tabs__list">
      {tabs.map((tab) => (
        <li>
          <a class="desk-tabs__link" href={tab.href} aria-current={tab.current ? "page" : undefined}>
            {tab.label}
            {tab.count === undefined ? null : <span class="nl-number-badge desk-count">{tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

type PaginationProps = { readonly first?: string | undefined; readonly next?: string | undefined };

/** On through a list whose end is not known beforehand: the next page, and back to the beginning. */
export const Pagination = ({ first, next }: PaginationProps) => {
  const { components } = useTexts();
  if (first === undefined && next === undefined) return null;
  return (
    <nav class="utrecht-pagination desk-pagination" aria-label={components.pages}>
      {first === undefined ? null : (
        <a class="utrecht-pagination__relative-link" href={first}>
          {components.firstPage}
        </a>
      )}
      {next === undefined ? null : (
        <a
          class="utrecht-pagination__relative-link utrecht-pagination__relative-link--next"
          href={next}
          rel="next"
        >
          {components.next}
        </a>
      )}
    </nav>
  );
};

/** Nothing to show, and what to do about it: told apart are "nothing yet" and "nothing that fits". */
export const Empty = ({
  title,
  level = 2,
  children,
}: PropsWithChildren<{ readonly title: string; readonly level?: 2 | 3 }>) => (
  <div class="desk-empty">
    {level === 2 ? (
      <h2 class="nl-heading nl-heading--level-3">{title}</h2>
    ) : (
      <Heading level={3}>{title}</Heading>
    )}
    {children}
  </div>
);

/** A block with an edge of its own. */
export const Card = ({ children, id }: PropsWithChildren<{ readonly id?: string }>) => (
  <section class="desk-card" id={id}>
    {children}
  </section>
);

export const Cards = ({ children }: PropsWithChildren) => <div class="desk-cards">{children}</div>;
