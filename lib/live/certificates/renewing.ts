import type { CertificateDetail } from '@aws-sdk/client-acm';
import { fail, unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { certificate, day, daysTo, objectionsTo, seenOf } from './state';

/** Whether a certificate is valid and renews itself. */
export async function renewsItself({ id }: Target, aws: Aws): Promise<Answer> {
  const detail = await certificate(id, aws);
  if (!detail) return fail(`certificate ${id} does not exist`, []);
  const { problems, doubts = [] } = objectionsTo(detail, aws.now);
  const named = (texts: readonly string[]): readonly string[] =>
    texts.map((text, i) => (i === 0 ? `the certificate of ${detail.DomainName}: ${text}` : text));
  return unless(
    problems.length > 0 ? { problems: named(problems), doubts } : { problems, doubts: named(doubts) },
    `the certificate of ${describe(detail, aws.now)}`,
    seenOf(detail),
  );
}

/** What is good about a certificate to which there is no objection. */
export function describe({ DomainName, NotAfter }: CertificateDetail, now: Date): string {
  const left = NotAfter ? `, expires in ${daysTo(NotAfter, now)} days (${day(NotAfter)})` : '';
  return `${DomainName} renews itself${left}`;
}
