import {
  ACMClient,
  DescribeCertificateCommand,
  type CertificateDetail,
  type DomainValidation,
} from '@aws-sdk/client-acm';
import { certificates } from '../../checklist/thresholds';
import type { Objections, Seen } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';

/** A certificate by its ARN, in the region that the ARN names; undefined where there is none. */
export async function certificate(arn: string, aws: Aws): Promise<CertificateDetail | undefined> {
  const client = aws.client(ACMClient, arn.split(':')[3]);
  const command = new DescribeCertificateCommand({ CertificateArn: arn });
  return (await ifFound(client.send(command), 'ResourceNotFoundException'))?.Certificate;
}

/** What speaks against a certificate that should be valid and renew itself. */
export function objectionsTo(detail: CertificateDetail, now: Date): Objections {
  if (detail.Status !== 'ISSUED') return notIssued(detail);
  const parts = [issuer(detail), validation(detail), renewal(detail), expiry(detail, now)];
  return {
    problems: parts.flatMap(({ problems }) => problems),
    doubts: parts.flatMap(({ doubts = [] }) => doubts),
  };
}

function notIssued(detail: CertificateDetail): Objections {
  const { Status, FailureReason, RevocationReason, NotAfter, DomainValidationOptions = [] } = detail;
  switch (Status) {
    case 'EXPIRED':
      return problem(`it expired${NotAfter ? ` on ${day(NotAfter)}` : ''}`);
    case 'FAILED':
      return problem(`it was not issued (${FailureReason ?? 'ACM names no reason'})`);
    case 'REVOKED':
      return problem(`it was revoked (${RevocationReason ?? 'ACM names no reason'})`);
    case 'PENDING_VALIDATION':
      return problem(`it is not issued: ${awaited(DomainValidationOptions)}`);
    case 'VALIDATION_TIMED_OUT':
      return problem('it was not issued: nobody proved within 72 hours to own its domains');
    default:
      return Status === undefined
        ? doubt('its status is not told')
        : problem(`it is ${Status}, expected ISSUED`);
  }
}

function awaited(domains: readonly DomainValidation[]): string {
  const open = domains.filter(({ ValidationStatus }) => ValidationStatus !== 'SUCCESS');
  const names = open.map(({ DomainName, ResourceRecord, ValidationStatus }) => {
    const record = ResourceRecord?.Name === undefined ? '' : ` (CNAME ${ResourceRecord.Name})`;
    return `${DomainName}${record}${ValidationStatus === 'FAILED' ? ' failed' : ''}`;
  });
  return `ACM awaits the validation of ${names.join(', ') || 'its domains'}`;
}

function issuer({ Type, RenewalEligibility, InUseBy = [] }: CertificateDetail): Objections {
  if (Type === 'IMPORTED')
    return problem('it was imported, so ACM never renews it, expected one that ACM issues');
  if (RenewalEligibility === undefined) return doubt('whether ACM renews it is not told');
  const unused = InUseBy.length === 0;
  if (RenewalEligibility !== 'ELIGIBLE')
    return problem(
      `ACM does not renew it${unused ? ', as nothing uses it' : ''} (RenewalEligibility ${RenewalEligibility})`,
    );
  if (unused) return doubt('no service of AWS uses it; verify what does');
  if (Type === 'AMAZON_ISSUED') return { problems: [] };
  return doubt(
    Type === 'PRIVATE'
      ? 'a private CA issued it; verify that its clients trust that'
      : 'who issued it is not told',
  );
}

function validation({ Type, DomainValidationOptions }: CertificateDetail): Objections {
  if (Type !== 'AMAZON_ISSUED') return { problems: [] };
  const byMail = (DomainValidationOptions ?? []).filter(
    ({ ValidationMethod }) => ValidationMethod === 'EMAIL',
  );
  if (byMail.length > 0) {
    const names = byMail.map(({ DomainName }) => DomainName).join(', ');
    return problem(`somebody must answer an e-mail at each renewal (${names}), expected validation by DNS`);
  }
  const told = DomainValidationOptions?.every(({ ValidationMethod }) => ValidationMethod !== undefined);
  return told ? { problems: [] } : doubt('how its domains are validated is not told');
}

function renewal({ RenewalSummary }: CertificateDetail): Objections {
  if (!RenewalSummary) return { problems: [] };
  const { RenewalStatus, RenewalStatusReason, DomainValidationOptions = [] } = RenewalSummary;
  switch (RenewalStatus) {
    case 'FAILED':
      return problem(`its renewal failed (${RenewalStatusReason ?? 'ACM names no reason'})`);
    case 'PENDING_VALIDATION':
      return problem(`its renewal is stuck: ${awaited(DomainValidationOptions)}`);
    case 'PENDING_AUTO_RENEWAL':
    case 'SUCCESS':
      return { problems: [] };
    default:
      return doubt('how its renewal went is not told');
  }
}

function expiry({ NotAfter }: CertificateDetail, now: Date): Objections {
  if (!NotAfter) return doubt('when it expires is not told');
  const days = daysTo(NotAfter, now);
  if (days < 0) return problem(`it expired on ${day(NotAfter)}`);
  const expected = `expected a renewal at least ${certificates.alarmDays} days before`;
  return days < certificates.alarmDays
    ? problem(`it expires in ${days} days (${day(NotAfter)}), ${expected}`)
    : { problems: [] };
}

function problem(text: string): Objections {
  return { problems: [text] };
}

function doubt(text: string): Objections {
  return { problems: [], doubts: [text] };
}

/** Whole days until a certificate expires. */
export function daysTo(date: Date, now: Date): number {
  return Math.floor((date.getTime() - now.getTime()) / 86_400_000);
}

/** `2026-03-01`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** What decided about a certificate. */
export function seenOf(detail: CertificateDetail): readonly Seen[] {
  const call = 'acm:DescribeCertificate';
  const { Status, Type, RenewalEligibility, RenewalSummary, NotAfter } = detail;
  return [
    { call, path: 'Status', value: String(Status) },
    { call, path: 'Type', value: String(Type) },
    { call, path: 'RenewalEligibility', value: String(RenewalEligibility) },
    ...(RenewalSummary
      ? [{ call, path: 'RenewalSummary.RenewalStatus', value: String(RenewalSummary.RenewalStatus) }]
      : []),
    { call, path: 'NotAfter', value: NotAfter?.toISOString() ?? 'undefined' },
  ];
}
