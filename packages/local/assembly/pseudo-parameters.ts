import type { Stack } from "./template.ts";

/** The account that both engines answer with. */
export const LOCAL_ACCOUNT = "000000000000";

/** Value of an AWS:: pseudo parameter; undefined for any other name. */
export const pseudoParameter = (name: string, stack: Stack): string | undefined => {
  const values: Readonly<Record<string, string>> = {
    "AWS::AccountId": LOCAL_ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::Region": stack.region,
    "AWS::StackId": `arn:aws:cloudformation:${stack.region}:${LOCAL_ACCOUNT}:stack/${stack.name}/local`,
    "AWS::StackName": stack.name,
    "AWS::URLSuffix": "amazonaws.com",
  };
  return Object.hasOwn(values, name) ? values[name] : undefined;
};
