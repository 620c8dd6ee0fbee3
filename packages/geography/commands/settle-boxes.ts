import { cosineOfLatitude, greatCircleMetres } from "../great-circle.ts";
import type { AreaRow, BoxRow, Layout } from "./read-layout.ts";

/** A box farther than this from every area of its place was given a wrong centre by the source (up to 94 km off). */
const BELIEVABLE_METRES = 5_000;
/** A place's box codes are numbered just before or after its areas: 1840 and 1841 are both Stompetoren. */
const SAME_PLACE_CODES = 10;

type Centre = Pick<AreaRow, "lat" | "lon">;

const metresBetween = (a: Centre, b: Centre): number =>
  greatCircleMetres(
    { latitude: a.lat, longitude: a.lon, cosine: cosineOfLatitude(a.lat) },
    { latitude: b.lat, longitude: b.lon, cosine: cosineOfLatitude(b.lat) },
  );

/** Centre of several areas, each weighing as much as its people (and one more, so that empty areas have a centre). */
const centreOf = (areas: readonly AreaRow[]): Centre => {
  const weight = areas.reduce((sum, area) => sum + area.inwoners + 1, 0);
  const mean = (figure: (area: AreaRow) => number): number =>
    Math.round(areas.reduce((sum, area) => sum + figure(area) * (area.inwoners + 1), 0) / weight);
  return { lat: mean((area) => area.lat), lon: mean((area) => area.lon) };
};

/** A row that was linked by its centre goes to the municipality of the area of the same place and nearly the same code. */
const inItsPlace = (box: BoxRow, areas: readonly AreaRow[]): BoxRow => {
  if (box.koppeling === "gemeente") return box;
  const distance = (area: AreaRow): number => Math.abs(Number(area.pc4) - Number(box.pc4));
  const [nearest] = areas
    .filter((area) => area.plaats === box.plaats && distance(area) <= SAME_PLACE_CODES)
    .sort((a, b) => distance(a) - distance(b));
  return nearest === undefined ? box : { ...box, gm_code: nearest.gm_code, am_code: nearest.am_code };
};

/** A centre that cannot be right is replaced by the centre of the place, or of the municipality where it has no areas. */
const atItsCentre = (box: BoxRow, areas: readonly AreaRow[]): BoxRow => {
  const ofMunicipality = areas.filter((area) => area.gm_code === box.gm_code);
  const ofPlace = ofMunicipality.filter((area) => area.plaats === box.plaats);
  const around = ofPlace.length > 0 ? ofPlace : ofMunicipality;
  const believable = around.some((area) => metresBetween(area, box) <= BELIEVABLE_METRES);
  return believable ? box : { ...box, ...centreOf(around) };
};

/**
 * Puts right what the source of the box codes is known to have wrong: rows whose municipality was taken from a wrong
 * centre, and centres far from the place. Both would send a firm's vacancy to another region's people.
 */
export const settleBoxes = ({ boxes, areas }: Layout): readonly BoxRow[] =>
  boxes.map((box) => atItsCentre(inItsPlace(box, areas), areas));
