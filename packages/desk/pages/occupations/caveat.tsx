import { Alert } from "../../components/flash.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import { useTexts } from "../../frame/view.tsx";

/** What the comparison does not know of. */
export const Caveat = () => {
  const { caveat, caveatTitle } = useTexts().occupations;
  return (
    <Alert kind="info">
      <Heading level={2}>{caveatTitle}</Heading>
      <Paragraph>{caveat}</Paragraph>
    </Alert>
  );
};
