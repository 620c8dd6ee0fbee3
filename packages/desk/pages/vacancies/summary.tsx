import { dayText, readDay } from "../../components/dates.ts";
import { DataList, type Datum } from "../../components/lists.tsx";
import type { Form } from "../../frame/form.ts";
import { placeText } from "../../frame/places.ts";
import { useView } from "../../frame/view.tsx";
import type { Language, Texts } from "../../texts/texts.ts";
import { NO_OCCUPATION, STEPS, type Step, wishesOf } from "./answers.ts";
import { placesOf, totalPositions } from "./places.ts";

type Words = Texts["vacancies"];
type Told = { readonly form: Form; readonly words: Words; readonly t: Texts; readonly language: Language };
type Fact = readonly [key: string, value: string];

const kindOf = (form: Form): keyof Words["form"]["kinds"] =>
  (["learning", "open-hiring"] as const).find((one) => one === form.text("soort")) ?? "regular";

const learningText = ({ form, words }: Told): Fact[] => {
  if (kindOf(form) !== "learning") return [];
  const leadsTo = (["course", "practice-statement", "certificate", "diploma"] as const).find(
    (one) => one === form.text("leidttoe"),
  );
  const to = leadsTo === undefined ? words.check.incomplete : words.form.leadsTo[leadsTo];
  return [[words.check.items.learning, `${to}, ${form.text("weken")} weken`]];
};

const work = (told: Told): Fact[] => {
  const { form, words } = told;
  const { items, unknown, incomplete } = words.check;
  const occupation = form.text("beroep") === NO_OCCUPATION ? unknown : form.text("beroepnaam") || unknown;
  return [
    [items.title, form.text("werk") || incomplete],
    [items.occupation, occupation],
    [items.kind, words.form.kinds[kindOf(form)].label],
    ...learningText(told),
    [items.description, form.text("omschrijving") || unknown],
  ];
};

const places = ({ form, words: { check } }: Told): Fact[] => {
  const typed = placesOf(form);
  return typed.map(({ postcode, positions }, index): Fact => {
    const { place } = check.items;
    const text = postcode === "" ? check.incomplete : placeText(postcode.slice(0, 4));
    if (typed.length === 1) return [place, text];
    const count = positions === "" ? check.incomplete : check.people(positions);
    return [`${place} ${index + 1}`, `${text}, ${count}`];
  });
};

const where = (told: Told): Fact[] => {
  const { form, words } = told;
  const { items, incomplete } = words.check;
  const reach = form.text("straal");
  return [
    [items.employer, form.text("bedrijf") || incomplete],
    ...places(told),
    [items.reach, reach === "" ? words.form.reachNone : words.form.reach(reach)],
  ];
};

const hoursText = (form: Form, words: Words): string => {
  const [min, max] = [form.text("urenmin"), form.text("urenmax")];
  if (min === "" && max === "") return words.check.unknown;
  return words.check.hours(min || max, max || min);
};

const irregularText = (form: Form, t: Texts): string => {
  const answers: Readonly<Record<string, string>> = { ja: t.components.yes, nee: t.components.no };
  return answers[form.text("onregelmatig")] ?? t.vacancies.check.unknown;
};

/** In words when it is a day; as it was typed when it is none yet. */
const dayOf = (typed: string, { words, language }: Told): string => {
  const day = readDay(typed);
  return day === undefined ? typed || words.check.unknown : dayText(day, language);
};

const when = (told: Told): Fact[] => {
  const { form, words, t } = told;
  const { items, unknown } = words.check;
  const contracts = (["permanent", "temporary", "agency", "on-call"] as const).filter((one) =>
    form.all("contract").includes(one),
  );
  return [
    [items.start, dayOf(form.text("begin"), told)],
    [items.hours, hoursText(form, words)],
    [items.irregular, irregularText(form, t)],
    [items.contract, contracts.map((one) => words.form.contracts[one]).join(", ") || unknown],
    [items.closing, dayOf(form.text("sluit"), told)],
  ];
};

const people = ({ form, words }: Told): Fact[] => {
  const { items, unknown, incomplete } = words.check;
  const count = form.text("aantal") === "" ? "" : String(totalPositions(form));
  const contact = ["contactnaam", "contactmail", "contacttelefoon"].map((name) => form.text(name));
  return [
    [items.positions, count === "" ? incomplete : words.check.people(count)],
    [items.contact, contact.filter((part) => part !== "").join(", ") || unknown],
  ];
};

const able = ({ form, words }: Told): Fact[] => {
  const wishes = wishesOf(form);
  const named = (importance: "must" | "nice"): string =>
    wishes
      .filter((wish) => wish.importance === importance)
      .map(({ label }) => label)
      .join(", ");
  const { must, nice, noneAsked, items } = words.check;
  const asked: Fact[] = [
    [must, named("must")],
    [nice, named("nice")],
  ];
  const told = asked.filter(([, value]) => value !== "");
  return [
    ...(told.length === 0 ? [[items.competencies, noneAsked] as const] : told),
    [items.licences, form.all("rijbewijs").join(", ") || noneAsked],
  ];
};

const FACTS: Readonly<Record<Step, (told: Told) => Fact[]>> = {
  werk: work,
  waar: where,
  wanneer: when,
  mensen: people,
  kunnen: able,
};

/** All answers, question by question, as they will be understood. */
export const Answers = ({
  form,
  changeAt,
}: {
  readonly form: Form;
  readonly changeAt?: (step: Step) => string;
}) => {
  const { t, language } = useView();
  const words = t.vacancies;
  return (
    <>
      {STEPS.map((step) => (
        <section class="desk-answers">
          <h2 class="nl-heading nl-heading--level-3">{words.form.steps[step]}</h2>
          <DataList
            items={FACTS[step]({ form, words, t, language }).map(
              ([key, value], index): Datum =>
                changeAt === undefined || index > 0 ? { key, value } : { key, value, change: changeAt(step) },
            )}
          />
        </section>
      ))}
    </>
  );
};
