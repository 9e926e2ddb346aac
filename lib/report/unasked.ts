import type { FindingReport, Report } from '../assess/report';

const mostNamed = 10;

/** What a reader should know of templates that leave something open which the account was not asked about. */
export function unaskedNotices({ items, asked }: Pick<Report, 'items' | 'asked'>): readonly string[] {
  if (asked.length === 0) return [];
  const open = items.flatMap(({ controls }) => controls.flatMap(({ findings }) => findings)).filter(isOpen);
  const nameless = distinct(open.map(({ resource }) => (resource?.stackName ? undefined : resource?.stack)));
  const known = new Set(asked.flatMap(({ stacks }) => stacks));
  const unasked = distinct(open.map(({ resource }) => resource?.stackName)).filter(
    (name) => !known.has(name),
  );
  return [
    ...nameless.map(
      (stack) =>
        `${stack}: the name of its stack is not known, so the account settles nothing that it leaves open; give its stackName under stacks in readiness.yaml`,
    ),
    ...(unasked.length > 0
      ? [
          `the account was not asked about what is open in ${listed(unasked)}; name its stacks to verify with --stack`,
        ]
      : []),
  ];
}

function isOpen({ origin, outcome, decidedBy }: FindingReport): boolean {
  return origin === 'templates' && outcome === 'unknown' && decidedBy === undefined;
}

function distinct(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function listed(names: readonly string[]): string {
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  return names.slice(0, mostNamed).join(', ') + more;
}
