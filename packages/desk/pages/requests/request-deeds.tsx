import { CLOSING_REASONS, isWaiting } from "#packages/domain/self-registration.ts";
import type { RequestView } from "../../api/self-registrations.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Select } from "../../components/field.tsx";
import { errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import { pathOfRequest, tagOf, whoText } from "./words.ts";

type DeedsProps = {
  readonly request: RequestView;
  readonly errors: readonly FieldError[];
  readonly link?: string | undefined;
  readonly mine: boolean;
};

const Version = ({ request }: Pick<DeedsProps, "request">) => (
  <HiddenField name="versie" value={tagOf(request)} />
);

const TakeUp = ({ request }: Pick<DeedsProps, "request">) => {
  const { detail } = useView().t.requests;
  return (
    <PostForm action={`${pathOfRequest(request.id)}/oppakken`}>
      <Version request={request} />
      <Paragraph>{detail.takeUpText}</Paragraph>
      <Buttons>
        <Button>{detail.takeUp}</Button>
      </Buttons>
    </PostForm>
  );
};

const GiveBack = ({ request, mine }: Pick<DeedsProps, "request" | "mine">) => {
  const { t, user } = useView();
  const { detail } = t.requests;
  const holder = request.claim?.by;
  const text =
    mine || holder === undefined ? detail.giveBackText : detail.giveBackOther(whoText(holder, user, t));
  return (
    <PostForm action={`${pathOfRequest(request.id)}/terugleggen`}>
      <Version request={request} />
      <Paragraph>{text}</Paragraph>
      <Buttons>
        <Button kind="secondary">{detail.giveBack}</Button>
      </Buttons>
    </PostForm>
  );
};

const Close = ({ request, errors }: Pick<DeedsProps, "request" | "errors">) => {
  const { t } = useView();
  const { detail } = t.requests;
  const error = errorOf(errors, "reden");
  return (
    <details class="desk-details" open={error !== undefined}>
      <summary class="desk-summary-line">{detail.closeTitle}</summary>
      <PostForm action={`${pathOfRequest(request.id)}/sluiten`}>
        <Version request={request} />
        <Paragraph>{detail.closeText}</Paragraph>
        <Select
          name="reden"
          label={detail.reason}
          none={t.components.choose}
          error={error}
          options={CLOSING_REASONS.map((value) => ({ value, label: detail.reasons[value] }))}
        />
        <Buttons>
          <Button kind="danger">{detail.close}</Button>
        </Buttons>
      </PostForm>
    </details>
  );
};

/** What whoever helps does after the talk: a profile, or an end without one. */
const Settle = (props: DeedsProps) => {
  const { detail } = useView().t.requests;
  return (
    <>
      <Heading level={3}>{detail.answerTitle}</Heading>
      <Paragraph>{detail.answerText}</Paragraph>
      <Buttons>
        <ButtonLink href={`${pathOfRequest(props.request.id)}/profiel`}>{detail.answer}</ButtonLink>
      </Buttons>
      <Close {...props} />
      <details class="desk-details">
        <summary class="desk-summary-line">{detail.giveBackTitle}</summary>
        <GiveBack {...props} />
      </details>
    </>
  );
};

/** After the profile is there: a way for the person to see and put right what is kept. */
const PersonalLink = ({ request, link }: Pick<DeedsProps, "request" | "link">) => {
  const { detail } = useView().t.requests;
  return (
    <PostForm action={`${pathOfRequest(request.id)}/link`}>
      <Heading level={3} id="link">
        {detail.linkTitle}
      </Heading>
      {link === undefined ? null : (
        <div role="status">
          <Paragraph>{detail.linkMade}</Paragraph>
          <p class="desk-link-once">{link}</p>
        </div>
      )}
      <Paragraph quiet={link !== undefined}>{detail.linkText}</Paragraph>
      <Buttons>
        <Button kind="secondary">{detail.linkMake}</Button>
      </Buttons>
    </PostForm>
  );
};

const Possible = (props: DeedsProps) => {
  const { t, user } = useView();
  const { detail } = t.requests;
  const { request, mine } = props;
  if (user?.role !== "responsible-party")
    return <Paragraph>{isWaiting(request) ? detail.teamOnly : detail.noDeeds}</Paragraph>;
  if (request.status === "answered") return <PersonalLink {...props} />;
  if (!isWaiting(request)) return <Paragraph>{detail.noDeeds}</Paragraph>;
  if (request.claim === undefined) return <TakeUp request={request} />;
  return mine ? <Settle {...props} /> : <GiveBack {...props} />;
};

/** What can be done with a request, by whoever looks at it. */
export const RequestDeeds = (props: DeedsProps) => {
  const { detail } = useView().t.requests;
  return (
    <section class="desk-card desk-noprint" aria-labelledby="doen">
      <Heading level={2} id="doen">
        {detail.deedsTitle}
      </Heading>
      <Possible {...props} />
    </section>
  );
};
