/** Writes docs/checklist from the checklist: a page of all items, and one for each item that is judged or asked about. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { items, type ChecklistItem, type Control } from '../lib/checklist';
import { aboutInWords } from '../lib/live/about';
import { probes as allProbes } from '../lib/live/catalog';
import type { Probe } from '../lib/live/probe';

const folder = join(__dirname, '..', 'docs', 'checklist');

const kinds = { synth: 'templates', live: 'running account', attest: 'attestation' } as const;

function overview(): string {
  const lines = ['# The checklist', '', 'Generated from `lib/checklist` and `lib/live`; do not edit.', ''];
  let heading = '';
  for (const item of items) {
    const own = [item.phase, item.section, item.group].filter((part) => part !== '').join(' / ');
    if (own !== heading)
      lines.push(
        '',
        `## ${own}`,
        '',
        '| item | what it asks | evidenced by | controls | probes |',
        '| --- | --- | --- | --- | --- |',
      );
    heading = own;
    const probes = probesOf(item);
    const name = hasPage(item) ? `[${item.id}](${item.id}.md)` : item.id;
    const evidence = item.evidence.map((kind) => kinds[kind]).join(', ');
    lines.push(
      `| ${name} | ${escaped(item.text)} | ${evidence} | ${item.controls.length || ''} | ${probes.length || ''} |`,
    );
  }
  return `${lines.join('\n').replaceAll('\n\n\n', '\n\n')}\n`;
}

function probesOf({ id }: ChecklistItem): readonly Probe[] {
  return allProbes.filter((probe) => probe.id.startsWith(`${id}.`));
}

function hasPage(item: ChecklistItem): boolean {
  return item.controls.length + probesOf(item).length > 0;
}

function page(item: ChecklistItem): string {
  const probes = probesOf(item);
  return [
    `# ${item.id}: ${escaped(item.text)}`,
    `Generated from \`lib/checklist\` and \`lib/live\`; do not edit. Part of ${item.phase}, ${item.section}, ${item.group}.`,
    ...item.controls.map(section),
    ...(probes.length > 0 ? [`## Asked of the account`, ...probes.map(probeSection)] : []),
    '',
  ].join('\n\n');
}

function section({ id, title, severity, why, fix, tried = [], docs }: Control): string {
  return [
    `## ${id}`,
    `**${escaped(title)}.** Severity: ${severity}.`,
    `Why: ${escaped(why)}`,
    `Fix: ${escaped(fix)}`,
    ...(tried.length > 0
      ? [`Alarms are tried:\n\n${tried.map((line) => `- ${escaped(line)}`).join('\n')}`]
      : []),
    `Acknowledge an accepted gap: \`Validations.of(construct).acknowledge({ id: 'Readiness::${id}', reason: '...' })\``,
    `More: <${docs}>`,
  ].join('\n\n');
}

function probeSection({ about, ...probe }: Probe): string {
  const { id, title, severity, why, fix, actions, decides = [], rollback, docs } = probe;
  return [
    `### ${id}`,
    `**${escaped(title)}.** Severity: ${severity}.${rollback === true ? ' Its failure asks for a rollback.' : ''}`,
    `Why: ${escaped(why)}`,
    `Fix: ${escaped(fix)}`,
    `Asks about ${aboutInWords({ about, id })}; needs ${actions.map((action) => `\`${action}\``).join(', ')}.`,
    ...(decides.length > 0 ? [`Decides ${decides.join(', ')} where the templates leave it open.`] : []),
    `More: <${docs}>`,
  ].join('\n\n');
}

function escaped(text: string): string {
  return text.replace(/[<>|]/g, (character) => `\\${character}`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'README.md'), overview());
for (const item of items) if (hasPage(item)) writeFileSync(join(folder, `${item.id}.md`), page(item));
