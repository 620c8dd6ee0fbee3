import type { CompetencyUri } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { VacancyTerms } from "#packages/matching/terms.ts";
import { positionsIn } from "./count-stock.ts";
import type { Asked, Picture, SectorKey } from "./region-figures.ts";

/** What is asked of each competency. */
type Competencies = Map<CompetencyUri, Asked>;
/** The whole picture before it is cut to what people read, so that regions can be added up. */
export type WholePicture = {
  readonly competencies: Competencies;
  readonly sectors: Map<SectorKey, { asked: Asked; competencies: Competencies }>;
};

export const emptyPicture = (): WholePicture => ({ competencies: new Map(), sectors: new Map() });

const add = <K>(into: Map<K, Asked>, key: K, { vacancies, positions }: Asked): void => {
  const before = into.get(key) ?? { vacancies: 0, positions: 0 };
  into.set(key, { vacancies: before.vacancies + vacancies, positions: before.positions + positions });
};

const sectorOf = (picture: WholePicture, key: SectorKey) => {
  const known = picture.sectors.get(key);
  if (known !== undefined) return known;
  const made = { asked: { vacancies: 0, positions: 0 }, competencies: new Map() };
  picture.sectors.set(key, made);
  return made;
};

/** Adds a vacancy: so many positions of it ask these competencies. */
const addVacancy = (picture: WholePicture, vacancy: VacancyTerms, positions: number): void => {
  const asked = { vacancies: 1, positions };
  const sector = sectorOf(picture, vacancy.sector ?? "unknown");
  sector.asked = {
    vacancies: sector.asked.vacancies + 1,
    positions: sector.asked.positions + positions,
  };
  for (const { competency } of vacancy.requirements) {
    add(picture.competencies, competency, asked);
    add(sector.competencies, competency, asked);
  }
};

/** D5: what is asked in a region, by sector and competency. Vacancies are those of `vacanciesIn`. */
export const countPicture = (vacancies: readonly VacancyTerms[], region: RegionCode): WholePicture => {
  const picture = emptyPicture();
  for (const vacancy of vacancies) addVacancy(picture, vacancy, positionsIn(vacancy, region));
  return picture;
};

/** Adds one picture to another, for the country. A vacancy in three regions is asked for in each of them. */
export const addPicture = (into: WholePicture, other: WholePicture): void => {
  for (const [competency, asked] of other.competencies) add(into.competencies, competency, asked);
  for (const [key, { asked, competencies }] of other.sectors) {
    const sector = sectorOf(into, key);
    sector.asked = {
      vacancies: sector.asked.vacancies + asked.vacancies,
      positions: sector.asked.positions + asked.positions,
    };
    for (const [competency, one] of competencies) add(sector.competencies, competency, one);
  }
};

/** How many competencies people read: of all sectors together, and of one. */
const SHOWN = 40;
const SHOWN_A_SECTOR = 8;

const mostAsked = (competencies: Competencies, shown: number): Picture["competencies"] =>
  [...competencies]
    .map(([competency, asked]) => ({ competency, ...asked }))
    .sort(
      (a, b) =>
        b.vacancies - a.vacancies || b.positions - a.positions || (a.competency < b.competency ? -1 : 1),
    )
    .slice(0, shown);

/** The picture as it is kept and shown: most asked first, equal ones by their codes. */
export const cutPicture = ({ sectors, competencies }: WholePicture): Picture => ({
  competencies: mostAsked(competencies, SHOWN),
  sectors: [...sectors]
    .map(([sector, one]) => ({
      sector,
      ...one.asked,
      competencies: mostAsked(one.competencies, SHOWN_A_SECTOR),
    }))
    .sort((a, b) => b.vacancies - a.vacancies || (a.sector < b.sector ? -1 : 1)),
});
