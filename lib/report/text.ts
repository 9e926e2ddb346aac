import { outcomes, type ItemReport, type Outcome, type Report } from '../assess/report';
import { findingSections } from './findings';
import type { ReportOptions } from './formats';
import { itemTable } from './item-table';
import { blank, hanging, line, render, type Line, type Style } from './lines';
import { clockAndAge } from './seen';
import { unaskedNotices } from './unasked';

/** Items that the verdict names before it only counts the rest. */
const namedItems = 12;

/** The report for a person at a terminal: what fails, what is unknown, every item, and the verdict last. */
export function text(report: Report, options: ReportOptions): string {
  return [
    render(findingSections(report, options.verbose), options),
    report.items.length === 0 ? '' : `${itemTable(report.items, options).replace(/^\n/, '')}\n`,
    render(
      [
        ...waivers(report.items),
        ...notices([...report.notices, ...unaskedNotices(report)]),
        ...closing(report),
      ],
      options,
    ),
  ].join('');
}

function waivers(items: readonly ItemReport[]): readonly Line[] {
  const all = items.flatMap((item) => item.waivers);
  if (all.length === 0) return [];
  return [
    line(0, { text: 'Waivers', style: 'bold' }),
    ...all.map(({ id, where, reason }) =>
      hanging(2, { text: `${id} `, style: 'yellow' }, `at ${where}: ${reason}`),
    ),
    blank,
  ];
}

function notices(messages: readonly string[]): readonly Line[] {
  if (messages.length === 0) return [];
  return [
    line(0, { text: 'Notices', style: 'bold' }),
    ...messages.map((message) => hanging(2, { text: '- ' }, message)),
    blank,
  ];
}

function closing(report: Report): readonly Line[] {
  const counts = outcomes.filter((outcome) => report.summary[outcome] > 0);
  const totals = counts.map((outcome) => `${report.summary[outcome]} ${outcome}`).join(', ');
  return [
    line(0, `${report.tool.name} ${report.tool.version}, ${report.generatedAt}`),
    ...(report.asked.length === 0 ? [] : [hanging(0, { text: 'Asked: ' }, asked(report))]),
    line(0, `${report.items.length} items: ${totals}`),
    hanging(
      0,
      { text: 'Verdict: ' },
      { text: report.verdict, style: verdictStyles[report.verdict] },
      because(report),
    ),
  ];
}

/** `account 111111111111 in eu-west-1 at 04:10 UTC and us-east-1 at 04:11 UTC`. */
function asked({ asked: places, generatedAt }: Report): string {
  const accounts = [...new Set(places.map(({ account }) => account))];
  return accounts
    .map((account) => {
      const own = places.filter((place) => place.account === account);
      const regions = own.map(({ region, at }) => `${region} at ${clockAndAge(at, generatedAt)}`);
      return `account ${account} in ${regions.join(' and ')}`;
    })
    .join('; ');
}

const verdictStyles: Readonly<Record<Report['verdict'], Style>> = {
  go: 'green',
  'no-go': 'red',
  undecided: 'cyan',
};

function because({ verdict, items, summary }: Report): string {
  if (verdict === 'go') return '';
  if (verdict === 'no-go') {
    return `${rollbacks(items)}${named('Fails', items, 'fail')}${named('Expired', items, 'expired')}`;
  }
  const awaiting = items.filter((item) => item.outcome === 'pass' && item.awaits.length > 0).length;
  const open = [
    ...(summary.unknown > 0 ? [`${summary.unknown} unknown`] : []),
    ...(summary.pending > 0 ? [`${summary.pending} pending`] : []),
    ...(awaiting > 0 ? [`${awaiting} that pass so far and await more evidence`] : []),
  ];
  return `. Nothing fails, but open are ${open.join(', ')}`;
}

/** The probes that ask for a rollback come before all that can wait. */
function rollbacks(items: readonly ItemReport[]): string {
  const asking = items
    .flatMap(({ probes }) => probes)
    .filter(({ rollback, outcome }) => rollback === true && outcome === 'fail');
  return asking.length === 0 ? '' : `. Roll back: ${asking.map(({ id }) => id).join(', ')}`;
}

function named(title: string, items: readonly ItemReport[], outcome: Outcome): string {
  const ids = items.filter((item) => item.outcome === outcome).map((item) => item.id);
  if (ids.length === 0) return '';
  const more = ids.length > namedItems ? ` and ${ids.length - namedItems} more` : '';
  return `. ${title}: ${ids.slice(0, namedItems).join(', ')}${more}`;
}
