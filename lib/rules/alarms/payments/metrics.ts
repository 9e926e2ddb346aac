import type { Environment } from '../../../model/environment';
import type { Resource } from '../../../model/resource';
import { alternatives, partsOf } from '../../../model/value';
import { logMetricsOf, openLogMetrics, type LogMetric } from '../log-metrics';

/** What a metric counts. */
export type Meaning = 'attempted' | 'succeeded' | 'failed';

/** A metric of payments that a filter makes. */
export interface PaymentMetric extends LogMetric {
  /** Undefined where neither its name nor its pattern tells. */
  readonly meaning: Meaning | undefined;
}

/** A name by which people know payments. */
export const payment = /payment|checkout|stripe|paypal|braintree|adyen|mollie|klarna|worldpay/i;
/** The word alone, and not the beginning of another: `PayFunction`, `pay-api`, but no `Payload`. */
const pay = /(^|[^A-Za-z])[Pp]ay(?![a-z])|[a-z]Pay(?![a-z])/;
/** What tells the application of payments takes none. */
const messenger = /web-?hook/i;

function isNamedForPayments(text: string): boolean {
  return payment.test(text) || pay.test(text);
}

const nameProperties = ['FunctionName', 'ServiceName', 'StateMachineName', 'LogGroupName', 'Name'];

/** Whether the name of a resource says that it takes payments. */
export function isForPayments(resource: Resource): boolean {
  const given = nameProperties.flatMap((property) =>
    alternatives(resource.read(property)).flatMap((name) => partsOf(name) ?? []),
  );
  const names = [resource.logicalId, ...given.filter((part) => typeof part === 'string')];
  return names.some((name) => isNamedForPayments(name) && !messenger.test(name));
}

/** The metrics of payments that filters make of what a resource logs: all of them where it does nothing else. */
export function paymentMetricsOf(taker: Resource): readonly PaymentMetric[] {
  const dedicated = isForPayments(taker);
  return logMetricsOf(taker)
    .filter((metric) => dedicated || isOfPayments(metric))
    .map(withMeaning);
}

/** The metrics of payments that filters make of logs of which it is not known whose they are. */
export function openPaymentMetrics(environment: Environment): readonly PaymentMetric[] {
  return openLogMetrics(environment).filter(isOfPayments).map(withMeaning);
}

function isOfPayments({ namespace, name, pattern = '' }: LogMetric): boolean {
  return [namespace, name, pattern].some(isNamedForPayments);
}

function withMeaning(metric: LogMetric): PaymentMetric {
  return { ...metric, meaning: meaningOf(metric) };
}

const words: readonly (readonly [Meaning, RegExp])[] = [
  ['failed', /fail|error|declin|reject|refus|exception/i],
  ['succeeded', /succe|complet|captured|confirmed|approved|paid|accepted/i],
  ['attempted', /attempt|tried|started|initiat|request|total|count|created|submitted|processed/i],
];

/** What the name of a metric says that it counts or, where the name says nothing, its pattern. */
export function meaningOf({
  name,
  pattern = '',
}: {
  readonly name: string;
  readonly pattern?: string;
}): Meaning | undefined {
  const said = (text: string): Meaning | undefined => words.find(([, word]) => word.test(text))?.[0];
  const byName = said(name);
  // `PaymentCount` of a pattern for failures counts failures.
  return byName === undefined || byName === 'attempted' ? (said(pattern) ?? byName) : byName;
}
