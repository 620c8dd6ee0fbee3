import { Validations } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";

/** Accepts one finding of cdk-nag on one construct, with the reason; there is no other way to silence one. */
export const explain = (construct: IConstruct, id: `AwsSolutions-${string}`, reason: string): void => {
  Validations.of(construct).acknowledge({ id, reason });
};
