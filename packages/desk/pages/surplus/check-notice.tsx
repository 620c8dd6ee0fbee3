import { type Names, named } from "../../api/concepts.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Concepts, type LabelledConcept } from "../../components/concept.tsx";
import { dayText, readDay } from "../../components/dates.ts";
import { Alert } from "../../components/flash.tsx";
import { PostForm } from "../../components/form.tsx";
import { DataList } from "../../components/lists.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import { placeText } from "../../frame/places.ts";
import { useView } from "../../frame/view.tsx";
import { ablesOf, type Group, groupsOf, REASONS } from "./notice-answers.ts";
import type { NoticeDraft } from "./notice-draft.ts";

export type CheckProps = {
  readonly draft: NoticeDraft;
  /** Of the competencies that were ticked. */
  readonly names: Names;
  readonly refusal?: string | undefined;
};

type GroupProps = {
  readonly group: Group;
  readonly index: number;
  readonly ables: readonly LabelledConcept[];
};

const GroupCheck = ({ group, index, ables }: GroupProps) => {
  const { t, language } = useView();
  const { form, check, able } = t.surplus;
  const day = (typed: string): string => {
    const read = readDay(typed);
    return read === undefined ? check.unknown : dayText(read, language);
  };
  return (
    <section>
      <Heading level={2}>{form.group(index + 1)}</Heading>
      <DataList
        items={[
          { key: form.jobTitle, value: group.functie },
          { key: form.headCount, value: group.aantal },
          { key: form.postcode, value: placeText(group.postcode.slice(0, 4)) },
          { key: form.available, value: day(group.vrij) },
          { key: form.dismissal, value: day(group.einde) },
          { key: form.kind, value: form.kinds[group.duur === "temporary" ? "temporary" : "lasting"] },
          ...(group.duur === "temporary" ? [{ key: form.until, value: day(group.tot) }] : []),
          { key: form.hours, value: group.uren || check.unknown },
          { key: able.short, value: ables.length === 0 ? check.unknown : <Concepts of={ables} /> },
        ]}
      />
    </section>
  );
};

/** All of a notice, group by group, before it is sent. */
export const CheckPage = ({ draft, names, refusal }: CheckProps) => {
  const { t, language } = useView();
  const { check, able, form: words } = t.surplus;
  const { form } = draft;
  const groups = groupsOf(form);
  const embargo = readDay(form.text("embargo"));
  const reasons = REASONS.filter((reason) => form.all("reden").includes(reason));
  return (
    <>
      <BackLink href={`/overschot/concept/${draft.id}/kunnen`}>{able.title}</BackLink>
      {refusal === undefined ? null : (
        <Alert kind="error">
          <Paragraph>{refusal}</Paragraph>
        </Alert>
      )}
      <Heading level={1}>{check.title}</Heading>
      <Paragraph lead>
        {embargo === undefined ? check.lead : check.embargoLead(dayText(embargo, language))}
      </Paragraph>
      <DataList
        items={[
          { key: words.name, value: form.text("bedrijf") },
          {
            key: words.reasons,
            value: reasons.map((reason) => words.reasonOf[reason]).join(", ") || check.unknown,
          },
          { key: check.total, value: String(groups.reduce((sum, { aantal }) => sum + Number(aantal), 0)) },
        ]}
      />
      {groups.map((group, index) => (
        <GroupCheck
          group={group}
          index={index}
          ables={ablesOf(form, group).map((uri) => named(names, uri))}
        />
      ))}
      <PostForm>
        <Buttons>
          <Button>{draft.changes === undefined ? check.place : check.save}</Button>
          <ButtonLink kind="secondary" href={`/overschot/concept/${draft.id}`}>
            {check.change}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};
