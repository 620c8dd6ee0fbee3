import { Paragraph } from "../../components/text.tsx";
import { useTexts } from "../../frame/view.tsx";

type SourceProps = { readonly notice: string; readonly version: string };

/** Whose words the names are: asked for wherever they are shown. */
export const Source = ({ notice, version }: SourceProps) => (
  <Paragraph quiet>
    {notice} {useTexts().occupations.classification(version)}
  </Paragraph>
);
