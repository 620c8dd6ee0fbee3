import { type App, CfnOutput } from "aws-cdk-lib/core";
import { Identity } from "./capabilities/identity.ts";
import { StageStack, type Surroundings } from "./stage-stack.ts";
import type { PeopleIssuer, UserPoolSignIn } from "./stages.ts";

/** Accounts of people, where a stage names no issuer of its own. They outlive the platform, so they stand apart from it. */
export class IdentityStack extends StageStack {
  readonly issuer: PeopleIssuer;

  constructor(scope: App, surroundings: Surroundings, signIn: UserPoolSignIn) {
    super(scope, "Identity", surroundings);
    this.issuer = new Identity(this, "SignIn", signIn).issuer;
    new CfnOutput(this, "TokenIssuer", {
      value: this.issuer.issuer,
      description: "Who signs people's tokens",
    });
  }
}
