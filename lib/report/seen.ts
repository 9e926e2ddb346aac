import { inWords } from '../assess/expiry';
import type { EvidenceReport, ObservationReport } from '../assess/report';
import type { AnyFinding } from './place';

/** When an account was asked, and how; empty for what templates say, and for what is expired, whose message says it. */
export function seen(finding: AnyFinding, now: string): string {
  if ('origin' in finding || finding.outcome === 'expired') return '';
  const calls = [...new Set(finding.evidence.map(({ call }) => call))];
  return `seen ${clockAndAge(finding.at, now)}${calls.length === 0 ? '' : ` by ${calls.join(', ')}`}`;
}

/** One fact that decided a finding. */
export function factText(fact: EvidenceReport | ObservationReport): string {
  if ('call' in fact) return `${fact.call}, ${fact.path} = ${fact.value}`;
  const where = `${fact.logicalId} in ${fact.stack}`;
  return fact.path === '' ? `${where} exists` : `${where}, ${fact.path} = ${fact.value}`;
}

/** A time as it is read beside that of a report: `04:10 UTC`, with its day where that is another one. */
function clock(at: string, now: string): string {
  const [day = '', time = ''] = at.split('T');
  const minute = `${time.slice(0, 5)} UTC`;
  return now.startsWith(`${day}T`) ? minute : `${day} ${minute}`;
}

/** The same, with how long ago that is, where it is long enough for things to have changed. */
export function clockAndAge(at: string, now: string): string {
  const minutes = (Date.parse(now) - Date.parse(at)) / 60_000;
  return minutes < 60 ? clock(at, now) : `${clock(at, now)}, ${inWords(minutes)} ago`;
}
