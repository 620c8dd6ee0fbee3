type BarProps = {
  /** Permille of the whole. */
  readonly permille: number;
};

/**
 * How much of a whole, drawn. It says nothing that the words beside it do not, so that it is hidden from screen readers.
 */
export const Bar = ({ permille }: BarProps) => (
  <svg class="desk-bar" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="desk-bar__whole" width="1000" height="40" rx="12" />
    <rect class="desk-bar__part" width={Math.max(12, Math.min(1000, permille))} height="40" rx="12" />
  </svg>
);
