import type { Code } from "aws-cdk-lib/aws-lambda";
import { RemovalPolicy, Stack } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import type { FunctionEntry } from "./functions.ts";
import type { StageSettings } from "./stages.ts";

export type Surroundings = {
  readonly settings: StageSettings;
  /** Where a function's code comes from: the bundle, or a stub in unit tests of the template. */
  readonly code: (entry: FunctionEntry) => Code;
};

/** A stack that knows its stage, so that settings need not be handed through every construct. */
export class StageStack extends Stack {
  readonly surroundings: Surroundings;

  constructor(scope: Construct, id: string, surroundings: Surroundings) {
    const { account, awsRegion } = surroundings.settings;
    super(scope, id, {
      stackName: `Overstap-${id}`,
      env: { account, region: awsRegion },
      terminationProtection: surroundings.settings.keepData,
    });
    this.surroundings = surroundings;
  }

  /** Tables and keys: what must outlive a mistake. */
  get removalPolicy(): RemovalPolicy {
    return this.surroundings.settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  static around(construct: Construct): StageStack {
    const stack = Stack.of(construct);
    if (stack instanceof StageStack) return stack;
    throw new Error(`${construct.node.path} stands outside a StageStack`);
  }
}
