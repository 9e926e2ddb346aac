import type { Outcome, Report } from '../../assess/report';

/** One verdict of a report on one subject. */
interface Verdict {
  readonly id: string;
  readonly subject: string;
  readonly outcome: Outcome;
  readonly message: string;
}

/** What is another verdict than in the report before, as lines in the order of the checklist. */
export function changes(before: Report, after: Report): readonly string[] {
  const old = verdicts(before);
  const now = verdicts(after);
  const changed = [...now].filter(([key, { outcome }]) => old.get(key)?.outcome !== outcome);
  const gone = [...old].filter(([key]) => !now.has(key));
  return [
    ...changed.map(([key, verdict]) => line(verdict, old.get(key)?.outcome)),
    ...gone.map(([, { id, subject, outcome }]) => `${id} ${subject}: no longer there (was ${outcome})`),
  ];
}

function line({ id, subject, outcome, message }: Verdict, before: Outcome | undefined): string {
  const was = before === undefined ? 'is new' : `was ${before}`;
  return `${outcome} ${id} ${subject} (${was}): ${message}`;
}

/** The verdicts by what they are about; where there are several on one subject, the first that is open. */
function verdicts({ items }: Report): ReadonlyMap<string, Verdict> {
  const found = new Map<string, Verdict>();
  for (const { controls, probes } of items) {
    for (const { id, findings } of [...controls, ...probes]) {
      for (const finding of findings) {
        const subject = subjectOf(finding);
        const key = `${id} ${subject}`;
        const known = found.get(key);
        if (!known || (isOpen(finding) && !isOpen(known))) found.set(key, { ...finding, id, subject });
      }
    }
  }
  return found;
}

function isOpen({ outcome }: { readonly outcome: Outcome }): boolean {
  return outcome === 'fail' || outcome === 'unknown' || outcome === 'expired';
}

type Finding = Report['items'][number]['controls' | 'probes'][number]['findings'][number];

function subjectOf({ resource }: Finding): string {
  if (!resource) return 'the workload';
  if ('id' in resource) return resource.id;
  return resource.logicalId === undefined ? resource.stack : `${resource.stack}.${resource.logicalId}`;
}
