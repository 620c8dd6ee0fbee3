/** A table for a person to read: the first column to the left, numbers to the right. */
export const tableText = (
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string => {
  const texts = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const [head = [], ...others] = texts;
  return [line(head), widths.map((width) => "─".repeat(width)).join("  "), ...others.map(line)].join("\n");
};
