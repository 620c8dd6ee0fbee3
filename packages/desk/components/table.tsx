import type { Child } from "hono/jsx";
import { useTexts } from "../frame/view.tsx";
import { Hidden } from "./text.tsx";

/** A column: how it is called, whether its figures line up at the end, and where sorting by it leads. */
export type Column<Row> = {
  readonly title: string;
  readonly cell: (row: Row) => Child;
  readonly numeric?: boolean;
  /** The column that says which thing the row is about. */
  readonly heading?: boolean;
  readonly hideTitle?: boolean;
  readonly sort?: { readonly href: string; readonly now?: "ascending" | "descending" | undefined };
};

type TableProps<Row> = {
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf?: (row: Row) => string;
};

const cellClass = (numeric: boolean | undefined): string =>
  numeric === true ? "utrecht-table__cell desk-number" : "utrecht-table__cell";

/**
 * A table that becomes a list of cards on a narrow screen. The roles say in words what the elements are, because a browser
 * forgets it of cells that are no longer laid out as a table.
 */
export const Table = <Row,>({ caption, hideCaption = false, columns, rows, idOf }: TableProps<Row>) => (
  <table class="utrecht-table utrecht-table--html-table desk-table" role="table">
    <caption class={hideCaption ? "desk-hidden" : "utrecht-table__caption"}>{caption}</caption>
    <thead class="utrecht-table__header" role="rowgroup">
      <tr class="utrecht-table__row" role="row">
        {columns.map((column) => (
          <HeaderCell column={column} />
        ))}
      </tr>
    </thead>
    <tbody class="utrecht-table__body" role="rowgroup">
      {rows.map((row) => (
        <tr class="utrecht-table__row" role="row" id={idOf?.(row)}>
          {columns.map((column) =>
            column.heading === true ? (
              <th class={cellClass(column.numeric)} scope="row" role="rowheader">
                {column.cell(row)}
              </th>
            ) : (
              <td
                class={cellClass(column.numeric)}
                role="cell"
                data-label={column.hideTitle === true ? undefined : column.title}
              >
                {column.cell(row)}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

const HeaderCell = <Row,>({ column }: { readonly column: Column<Row> }) => {
  const { title, numeric, hideTitle, sort } = column;
  return (
    <th
      class={numeric === true ? "utrecht-table__header-cell desk-number" : "utrecht-table__header-cell"}
      scope="col"
      role="columnheader"
      aria-sort={sort?.now}
    >
      {hideTitle === true ? <Hidden>{title}</Hidden> : <HeaderText title={title} sort={sort} />}
    </th>
  );
};

type HeaderTextProps = { readonly title: string; readonly sort: Column<never>["sort"] | undefined };

const HeaderText = ({ title, sort }: HeaderTextProps) => {
  const { components } = useTexts();
  if (sort === undefined) return <>{title}</>;
  const arrow = { ascending: " ▲", descending: " ▼" } as const;
  return (
    <a class="nl-link" href={sort.href}>
      {title}
      {sort.now === undefined ? null : (
        <>
          <span aria-hidden="true">{arrow[sort.now]}</span>
          <Hidden> ({components[sort.now]})</Hidden>
        </>
      )}
    </a>
  );
};
