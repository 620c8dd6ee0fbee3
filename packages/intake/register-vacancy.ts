import type { PlatformEvent } from "#events/index.ts";
import type { OccupationUri, VacancyId } from "#packages/domain/ids.ts";
import { type EmployerContact, openPositions, Vacancy, type VacancyInput } from "#packages/domain/vacancy.ts";
import { competencyFaults, linkTitle, occupationFaults, type TitleSuggestions } from "./concepts.ts";
import { throwIfAny } from "./invalid-input.ts";
import type { KnownConcepts, Origin } from "./origin.ts";
import { toldOf, toldWithdrawn } from "./vacancy-facts.ts";
import { arrangePlaces } from "./vacancy-places.ts";

/** What is to be written of a vacancy, all in one transaction. */
export type VacancyChange = {
  readonly vacancy: Vacancy;
  /** As it was; absent for a new one. */
  readonly before?: Vacancy | undefined;
  /** Who can be called: null takes away what was there, absent leaves it. */
  readonly contact?: EmployerContact | null | undefined;
  readonly events: readonly PlatformEvent[];
  readonly suggestions: readonly TitleSuggestions[];
};

type Occupation = {
  occupation?: OccupationUri;
  occupationLink?: NonNullable<Vacancy["occupationLink"]>;
  suggestions: TitleSuggestions[];
};

const occupationOf = ({ occupation, title }: VacancyInput, known: KnownConcepts): Occupation => {
  if (occupation !== undefined)
    return { occupation, occupationLink: { by: "given", confidence: 1 }, suggestions: [] };
  const link = linkTitle(title, "/title", known);
  if (link.kind === "unsure") return { suggestions: [link.told] };
  const { occupation: linked, confidence } = link;
  return { occupation: linked, occupationLink: { by: "title", confidence }, suggestions: [] };
};

const checkConcepts = ({ occupation, requirements }: VacancyInput, known: KnownConcepts): void =>
  throwIfAny([
    ...occupationFaults(occupation, "/occupation", known),
    ...competencyFaults(
      requirements.map(({ competency }) => competency),
      (index) => `/requirements/${index}/competency`,
      known,
    ),
  ]);

/** No position left to fill, and some filled: the last one closes the vacancy. */
const isFilled = ({ places }: Pick<Vacancy, "places">): boolean =>
  places.every(({ open, held }) => open + held === 0) && places.some(({ filled }) => filled > 0);

/**
 * Demand as it is kept, from what an employer posted: places with their regions, the occupation from the title where
 * none is given. `before` is the vacancy that it replaces, which keeps its id and its held and filled positions.
 * Throws InvalidInput naming every postcode and concept that is not known; NotPossibleNow for filled positions.
 */
export const shapeVacancy = (
  input: VacancyInput,
  subject: { readonly id: VacancyId; readonly before?: Vacancy | undefined },
  origin: Origin,
  known: KnownConcepts,
): VacancyChange => {
  const { contact, occupation: _given, places: offered, ...demand } = input;
  const { id, before } = subject;
  checkConcepts(input, known);
  const { suggestions, ...occupation } = occupationOf(input, known);
  const at = origin.now.toISOString();
  const places = arrangePlaces(offered, before?.places ?? [], origin.now);
  const vacancy = Vacancy.parse({
    ...demand,
    ...occupation,
    id,
    version: (before?.version ?? 0) + 1,
    status: isFilled({ places }) ? "closed" : "open",
    places,
    importId: before?.importId ?? origin.importId,
    registeredAt: before?.registeredAt ?? at,
    changedAt: at,
  });
  const event =
    openPositions(vacancy) === 0 && vacancy.status === "closed"
      ? toldWithdrawn(vacancy, "all-positions-filled", origin)
      : toldOf(vacancy, origin);
  return { vacancy, before, contact: contact ?? (before && null), events: [event], suggestions };
};

/** An employer posts demand (D1, D2). */
export const registerVacancy = (
  input: VacancyInput,
  id: VacancyId,
  origin: Origin,
  known: KnownConcepts,
): VacancyChange => shapeVacancy(input, { id }, origin, known);
