import { Button, Buttons, EnterKey } from "../../components/button.tsx";
import { Fieldset } from "../../components/choices.tsx";
import { Select, TextField } from "../../components/field.tsx";
import { errorOf } from "../../components/form.tsx";
import { Hidden } from "../../components/text.tsx";
import { useTexts } from "../../frame/view.tsx";
import { MOST_PLACES, placeFieldId, placesOf, type TypedPlace } from "./places.ts";
import type { Question } from "./questions.tsx";

const REACHES = ["10", "20", "30", "50", "75", "100"];

type PlaceProps = Pick<Question, "errors"> & { readonly place: TypedPlace; readonly index: number };

const Postcode = ({ place, index, errors }: PlaceProps) => {
  const words = useTexts().vacancies.form;
  const id = placeFieldId("postcode", index);
  return (
    <TextField
      name="postcode"
      id={id}
      label={words.postcodeLabel}
      hint={words.postcodeHint}
      width="short"
      value={place.postcode}
      error={errorOf(errors, id)}
      autocomplete="postal-code"
    />
  );
};

/** Of one place among several: how many people are needed there is asked with it. */
const PlaceFields = (props: PlaceProps) => {
  const { place, index, errors } = props;
  const words = useTexts().vacancies.form;
  const id = placeFieldId("aantal", index);
  return (
    <div class="desk-group">
      <Fieldset legend={words.place(index + 1)} id={`werkplek-${index + 1}`}>
        <Postcode {...props} />
        <TextField
          name="aantal"
          id={id}
          label={words.positionsHere}
          width="short"
          inputmode="numeric"
          value={place.positions}
          error={errorOf(errors, id)}
        />
        <Buttons>
          <Button kind="subtle" name="doe" value={`weg-${index}`}>
            {words.removePlace}
            <Hidden> {index + 1}</Hidden>
          </Button>
        </Buttons>
      </Fieldset>
    </div>
  );
};

/** Where the work is: one place, or as many as a national employer has (D1). */
export const WhereQuestion = ({ form, errors }: Question) => {
  const words = useTexts().vacancies.form;
  const places = placesOf(form);
  return (
    <>
      <EnterKey value="verder" />
      <TextField
        name="bedrijf"
        label={words.employerLabel}
        value={form.text("bedrijf")}
        error={errorOf(errors, "bedrijf")}
        autocomplete="organization"
      />
      {places.map((place, index) => {
        const Asked = places.length === 1 ? Postcode : PlaceFields;
        return <Asked place={place} index={index} errors={errors} />;
      })}
      {places.length < MOST_PLACES ? (
        <Buttons>
          <Button kind="secondary" name="doe" value="erbij">
            {words.addPlace}
          </Button>
        </Buttons>
      ) : null}
      <Select
        name="straal"
        label={words.reachLabel}
        optional
        none={words.reachNone}
        options={REACHES.map((km) => ({ value: km, label: words.reach(km) }))}
        value={form.text("straal")}
        error={errorOf(errors, "straal")}
      />
    </>
  );
};
