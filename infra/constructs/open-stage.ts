import { AccessLogField, AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { type HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { StageStack } from "../stage-stack.ts";
import { alarmOn } from "./fact-alarm.ts";
import { KeptLog } from "./kept-log.ts";

/** Who asked stays out: an IP address is personal data, and the functions log the client by its id. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    requestTime: AccessLogField.contextRequestTime(),
    routeKey: "$context.routeKey",
    status: AccessLogField.contextStatus(),
    responseLength: AccessLogField.contextResponseLength(),
    responseLatency: AccessLogField.contextResponseLatency(),
    integrationError: "$context.integrationErrorMessage",
    authorizerError: "$context.authorizer.error",
  }),
);

/** Opens an API to the world: throttled, with a log that ends and alarms. `who` notices when it fails. */
export const openStage = (scope: Construct, httpApi: HttpApi, who: string): void => {
  const { throttle } = StageStack.around(scope).surroundings.settings;
  const stage = new HttpStage(scope, "Stage", {
    httpApi,
    autoDeploy: true,
    throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(new KeptLog(scope, "AccessLog").group),
      format: accessLogFormat,
    },
  });
  alarmOn(scope, {
    fact: "ServerErrors",
    impact: `${who} get errors from the API.`,
    metric: stage.metricServerError({ statistic: Stats.SUM, period: Duration.minutes(5) }),
    threshold: 5,
  });
  alarmOn(scope, {
    fact: "SlowAnswers",
    impact: `${who} wait seconds for an answer.`,
    metric: stage.metricLatency({ statistic: Stats.percentile(99), period: Duration.minutes(5) }),
    threshold: Duration.seconds(3).toMilliseconds(),
    periods: 3,
  });
};
