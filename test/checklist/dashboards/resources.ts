import type { Json, JsonObject } from '../../../lib/model/input';
import { join, sub } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';

/** A dashboard; the expressions in its body become tokens of one text, as the CDK writes it. */
export function board(widgets: Json, condition?: string): JsonObject {
  return resource('CloudWatch::Dashboard', { DashboardBody: body({ widgets }) }, condition);
}

/** A document as a text with tokens. */
export function body(document: Json): Json {
  const tokens: Json[] = [];
  const text = JSON.stringify(document, (_, value: unknown) =>
    isExpression(value) ? `§${tokens.push(value) - 1}§` : value,
  );
  return join(...text.split('§').map((piece, i) => (i % 2 === 0 ? piece : tokens[Number(piece)]!)));
}

function isExpression(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && /^(Ref|Fn::)/.test(Object.keys(value).join());
}

/** A dashboard whose body is a text with placeholders. */
export function written(text: string): JsonObject {
  return resource('CloudWatch::Dashboard', { DashboardBody: sub(text) });
}

/** A graph. */
export function graph(metrics: Json, properties: JsonObject = {}): JsonObject {
  return { type: 'metric', properties: { metrics, region: ref('AWS::Region'), ...properties } };
}

/** A row of a graph about the load balancer `Alb`. */
export function ofAlb(name: string, options: JsonObject = {}): Json {
  return ['AWS/ApplicationELB', name, 'LoadBalancer', att('Alb', 'LoadBalancerFullName'), options];
}

/** The load balancer `Alb`, and a dashboard `Ops` of some widgets. */
export function shop(...widgets: readonly Json[]): JsonObject {
  return { Alb: balancer(), Ops: board([...widgets]) };
}

export const failed = 'HTTPCode_Target_5XX_Count';
export const sum: JsonObject = { stat: 'Sum' };

/** The end of a message about something that a dashboard may show. */
export function maybe(what: string, why: string, dashboard = 'Ops'): string {
  return `whether ${dashboard} shows ${what} is not known (${why}); verify on the dashboard`;
}
