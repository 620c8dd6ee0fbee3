import { WORK_SORTS } from "#packages/delivery/work-queue.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { type Option, Select, TextField } from "../../components/field.tsx";
import { HiddenField } from "../../components/form.tsx";
import { useView } from "../../frame/view.tsx";
import {
  type Colleagues,
  colleagueName,
  isFiltered,
  QUEUE_PATH,
  QUEUE_STATES,
  type QueueAddress,
} from "./queue-address.ts";
import { stateText } from "./words.ts";

const optionsOf = (texts: Readonly<Record<string, string>>): Option[] =>
  Object.entries(texts).map(([value, label]) => ({ value, label }));

type FilterProps = { readonly address: QueueAddress; readonly colleagues: Colleagues };

const Choices = ({ address, colleagues }: FilterProps) => {
  const { t } = useView();
  const words = t.team.queue;
  return (
    <>
      <Select
        name="stand"
        label={words.state}
        none={words.anyState}
        value={address.stand}
        options={QUEUE_STATES.map((value) => ({ value, label: stateText(value, t.team) }))}
      />
      <Select
        name="soort"
        label={words.kind}
        none={words.anyKind}
        value={address.soort}
        options={optionsOf(words.kinds)}
      />
      <Select
        name="termijn"
        label={words.term}
        none={words.anyTerm}
        value={address.termijn}
        options={optionsOf(words.terms)}
      />
      <Select
        name="wie"
        label={words.colleague}
        none={words.anyColleague}
        value={address.wie}
        options={colleagues.map(({ subject }) => ({
          value: subject,
          label: colleagueName(subject, colleagues),
        }))}
      />
    </>
  );
};

/** Search, filters and order stand in the address: a list can be kept, sent and gone back to. */
export const Filters = ({ address, colleagues }: FilterProps) => {
  const words = useView().t.team.queue;
  return (
    <details class="desk-details desk-noprint" open={isFiltered(address)}>
      <summary class="desk-summary-line">{words.filters}</summary>
      <form class="desk-form" method="get" action={QUEUE_PATH}>
        <HiddenField name="lijst" value={address.lijst} />
        {address.gezien === undefined ? null : <HiddenField name="gezien" value={address.gezien} />}
        <div class="desk-filters">
          <TextField name="zoek" label={words.text} value={address.zoek} type="search" />
          <Choices address={address} colleagues={colleagues} />
          <TextField name="km" label={words.maximumKm} value={address.km} inputmode="numeric" width="short" />
          <TextField
            name="dagen"
            label={words.minimumAge}
            value={address.dagen}
            inputmode="numeric"
            width="short"
          />
          <Select
            name="volgorde"
            label={words.sort}
            value={address.volgorde}
            options={WORK_SORTS.map((value) => ({ value, label: words.sorts[value] }))}
          />
        </div>
        <Buttons>
          <Button kind="secondary">{words.apply}</Button>
        </Buttons>
      </form>
    </details>
  );
};
