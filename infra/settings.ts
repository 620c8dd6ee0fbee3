import recommended from "aws-cdk-lib/recommended-feature-flags.json" with { type: "json" };

/**
 * Settings of the CDK itself. They stand here and not in cdk.json, so that `node infra/app.ts` and `cdk synth`
 * make the same template. What the library recommends to new apps, and above that:
 */
export const CDK_CONTEXT: Readonly<Record<string, unknown>> = {
  ...recommended,
  /** Findings of the library's own offline rules are errors. */
  "@aws-cdk/core:validateAgainstDefaultRules": true,
  /** Rights of one role are merged where they can be: a role's policies may take 10 KB in all. */
  "@aws-cdk/aws-iam:minimizePolicies": true,
  /** ARNs are written out in full where account and region are known. */
  "@aws-cdk/core:enablePartitionLiterals": true,
  "@aws-cdk/core:checkSecretUsage": true,
  /** A stack that another one reads from cannot take away what is read. */
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
  /** Resources say which construct they come from, and assets where they lie, as under the CDK's command line. */
  "aws:cdk:enable-path-metadata": true,
  "aws:cdk:enable-asset-metadata": true,
};
