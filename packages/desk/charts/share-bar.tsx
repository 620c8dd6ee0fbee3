import { scaleLinear } from "d3-scale";

const WIDTH = 100;
const HEIGHT = 10;

/** A part of a whole as a bar, beside the number that says the same: 0 to 1, what is more is full. */
export const ShareBar = ({ share }: { readonly share: number }) => {
  const width = scaleLinear([0, 1], [0, WIDTH]).clamp(true)(Number.isFinite(share) ? share : 0);
  return (
    <svg
      class="desk-bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="desk-bar__ground" width={WIDTH} height={HEIGHT} rx="2" />
      <rect class="desk-bar__part" width={width.toFixed(1)} height={HEIGHT} rx="2" />
    </svg>
  );
};
