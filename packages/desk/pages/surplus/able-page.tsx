import { findOccupation, named, namesOf, type Occupation, searchCompetencies } from "../../api/concepts.ts";
import { Button, Buttons, EnterKey } from "../../components/button.tsx";
import { Checkboxes } from "../../components/choices.tsx";
import { conceptText, type LabelledConcept } from "../../components/concept.tsx";
import { TextField } from "../../components/field.tsx";
import { PostForm } from "../../components/form.tsx";
import { BackLink, Heading, Hidden, Paragraph } from "../../components/text.tsx";
import type { DeskContext } from "../../frame/desk-env.ts";
import { type Form, formOf } from "../../frame/form.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import { COMPETENCY_SUGGESTIONS } from "../concepts/suggestions.tsx";
import { ableField, ablesOf, type Group, groupsOf, NO_OCCUPATION } from "./notice-answers.ts";
import type { NoticeDraft } from "./notice-draft.ts";

/** A group with what can be said of it: chosen before, usual in its occupation, and found by a search. */
type AbleGroup = {
  readonly group: Group;
  readonly occupation: string | undefined;
  readonly chosen: readonly string[];
  readonly offered: readonly LabelledConcept[];
  readonly searched: string;
  readonly nothingFound: boolean;
};

type GroupProps = { readonly able: AbleGroup; readonly index: number };

const Offered = ({ able, index }: GroupProps) => {
  const words = useView().t.surplus.able;
  if (able.offered.length === 0) return null;
  return (
    <div class="desk-abilities">
      <Checkboxes
        name={ableField(able.group)}
        legend={words.legend(able.group.functie)}
        values={able.chosen}
        options={able.offered.map((one) => ({ value: one.uri, label: conceptText(one) }))}
      />
      <Buttons>
        <Button kind="subtle" name="doe" value={`alles-${index}`}>
          {words.all}
          <Hidden> {able.group.functie}</Hidden>
        </Button>
      </Buttons>
    </div>
  );
};

const GroupAbles = ({ able, index }: GroupProps) => {
  const { t } = useView();
  const words = t.surplus.able;
  const { group, occupation, searched, nothingFound } = able;
  const field = `zoek-${index + 1}`;
  return (
    <section class="desk-group" id={`kunnen-${index + 1}`} tabindex={-1}>
      <Heading level={2}>
        {t.surplus.form.group(index + 1)}: {group.functie}
      </Heading>
      <Paragraph>{occupation === undefined ? words.noOccupation : words.intro(occupation)}</Paragraph>
      <Offered able={able} index={index} />
      <TextField
        name={field}
        label={words.search}
        hint={words.searchHint}
        optional
        value={searched}
        suggest={COMPETENCY_SUGGESTIONS}
        beside={
          <Button kind="secondary" name="doe" value={`zoek-${index}`}>
            {words.searchButton}
            <Hidden> {group.functie}</Hidden>
          </Button>
        }
      />
      {nothingFound ? <Paragraph>{t.vacancies.form.searchEmpty(searched)}</Paragraph> : null}
    </section>
  );
};

type PageProps = {
  readonly draft: NoticeDraft;
  readonly groups: readonly AbleGroup[];
  readonly notice: string;
};

const AblePage = ({ draft, groups, notice }: PageProps) => {
  const { t } = useView();
  const words = t.surplus.able;
  return (
    <>
      <BackLink href={`/overschot/concept/${draft.id}`}>{words.back}</BackLink>
      <Heading level={1}>{words.title}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      <PostForm>
        <EnterKey value="verder" />
        {groups.map((able, index) => (
          <GroupAbles able={able} index={index} />
        ))}
        <Buttons>
          <Button name="doe" value="verder">
            {t.surplus.form.continue}
          </Button>
        </Buttons>
      </PostForm>
      {notice === "" ? null : <Paragraph quiet>{notice}</Paragraph>}
    </>
  );
};

/** The occupation of a group, with the competencies it asks. */
export const occupationOf = async (c: DeskContext, { beroep }: Group): Promise<Occupation | undefined> =>
  ["", NO_OCCUPATION].includes(beroep) ? undefined : findOccupation(c.var.api, beroep, c.var.language);

const ableGroup = async (
  c: DeskContext,
  { form, group, searched }: { readonly form: Form; readonly group: Group; readonly searched: string },
): Promise<AbleGroup> => {
  const { api, language } = c.var;
  const chosen = ablesOf(form, group);
  const [occupation, names, found] = await Promise.all([
    occupationOf(c, group),
    namesOf(api, "competencies", chosen, language),
    searched === "" ? undefined : searchCompetencies(api, { q: searched, language, limit: 12 }),
  ]);
  const known = chosen.map((uri) => named(names, uri));
  const all = [...(occupation?.essential ?? []), ...known, ...(found?.items ?? [])];
  return {
    group,
    occupation: occupation?.label,
    chosen,
    offered: all.filter(({ uri }, index) => all.findIndex((one) => one.uri === uri) === index),
    searched,
    nothingFound: found?.items.length === 0,
  };
};

type Searching = { readonly index: number; readonly q: string };

const show = async (c: DeskContext, draft: NoticeDraft, searching?: Searching): Promise<Response> => {
  const { t } = c.var;
  const groups = await Promise.all(
    groupsOf(draft.form).map((group, index) =>
      ableGroup(c, { form: draft.form, group, searched: searching?.index === index ? searching.q : "" }),
    ),
  );
  const hasNames = groups.some(({ offered }) => offered.length > 0);
  return showPage(c, {
    title: t.surplus.able.title,
    content: <AblePage draft={draft} groups={groups} notice={hasNames ? t.vacancies.form.taxonomy : ""} />,
  });
};

export const showAbles = show;

/** What groups can, over what the draft said of it: a box that is empty now is empty. */
const answered = (draft: NoticeDraft, sent: Form): NoticeDraft => {
  const ables = groupsOf(draft.form).map((group) => [ableField(group), ablesOf(sent, group)] as const);
  return { ...draft, form: formOf({ ...draft.form.typed, ...Object.fromEntries(ables) }) };
};

/** Ticks all that is usual in the occupation of one group. */
const withAll = async (c: DeskContext, draft: NoticeDraft, index: number): Promise<NoticeDraft> => {
  const group = groupsOf(draft.form)[index];
  if (group === undefined) return draft;
  const usual = (await occupationOf(c, group))?.essential ?? [];
  const all = new Set([...ablesOf(draft.form, group), ...usual.map(({ uri }) => uri)]);
  return { ...draft, form: formOf({ ...draft.form.typed, [ableField(group)]: [...all] }) };
};

/** What comes of the page: on to the check, or the same page with more to choose from. */
export type AbleOutcome =
  | { readonly kind: "done"; readonly draft: NoticeDraft }
  | { readonly kind: "again"; readonly draft: NoticeDraft; readonly searching?: Searching };

export const answerAbles = async (c: DeskContext, before: NoticeDraft): Promise<AbleOutcome> => {
  const { form } = c.var;
  const draft = answered(before, form);
  const [, deed, typed] = /^(zoek|alles)-(\d+)$/.exec(form.text("doe")) ?? [];
  const index = Number(typed);
  if (deed === "alles") return { kind: "again", draft: await withAll(c, draft, index) };
  if (deed === "zoek")
    return { kind: "again", draft, searching: { index, q: form.text(`zoek-${index + 1}`) } };
  return { kind: "done", draft };
};
