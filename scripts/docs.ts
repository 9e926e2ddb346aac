/** Writes docs/checklist from the checklist: a page of all items, and one for each item that is judged. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { items, type ChecklistItem, type Control } from '../lib/checklist';

const folder = join(__dirname, '..', 'docs', 'checklist');

const kinds = { synth: 'templates', live: 'running account', attest: 'attestation' } as const;

function overview(): string {
  const lines = ['# The checklist', '', 'Generated from `lib/checklist`; do not edit.', ''];
  let heading = '';
  for (const item of items) {
    const own = [item.phase, item.section, item.group].filter((part) => part !== '').join(' / ');
    if (own !== heading)
      lines.push(
        '',
        `## ${own}`,
        '',
        '| item | what it asks | evidenced by | controls |',
        '| --- | --- | --- | --- |',
      );
    heading = own;
    const name = item.controls.length > 0 ? `[${item.id}](${item.id}.md)` : item.id;
    const evidence = item.evidence.map((kind) => kinds[kind]).join(', ');
    lines.push(`| ${name} | ${escaped(item.text)} | ${evidence} | ${item.controls.length || ''} |`);
  }
  return `${lines.join('\n').replaceAll('\n\n\n', '\n\n')}\n`;
}

function page(item: ChecklistItem): string {
  return [
    `# ${item.id}: ${escaped(item.text)}`,
    `Generated from \`lib/checklist\`; do not edit. Part of ${item.phase}, ${item.section}, ${item.group}.`,
    ...item.controls.map(section),
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

function escaped(text: string): string {
  return text.replace(/[<>|]/g, (character) => `\\${character}`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'README.md'), overview());
for (const item of items)
  if (item.controls.length > 0) writeFileSync(join(folder, `${item.id}.md`), page(item));
