import { items } from '../../lib/checklist';
import { probes } from '../../lib/live/catalog';
import { aboutInWords } from '../../lib/live/about';
import { expectSentences } from '../harness/sentences';

const controls = items.flatMap((item) => item.controls);

test('probes have ids of their own, which no control has: the item, a dot, and a name', () => {
  const ids = [...probes, ...controls].map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const { id } of probes) {
    expect(id).toMatch(/^[A-Z]+\d+\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(items.map((item) => item.id)).toContain(id.replace(/\..*/, ''));
    expect(id).not.toMatch(/\b(error|warning|critical|high|low)\b(?!-rate)/);
  }
});

test('probes of an item differ in their titles', () => {
  const titles = probes.map(({ id, title }) => `${id.replace(/\..*/, '')} ${title}`);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

for (const probe of probes) {
  test(`${probe.id} reads as it should`, () => {
    expectSentences(probe);
    expect(aboutInWords(probe)).toMatch(/^[a-z].*[^.]$/);
    expect(probe.ask()).toBeInstanceOf(Function);
  });
}

test('probes declare actions as IAM has them, each once', () => {
  for (const { id, actions } of probes) {
    expect([id, actions.length > 0, new Set(actions).size]).toEqual([id, true, actions.length]);
    for (const action of actions) expect(action).toMatch(/^[a-z][a-z0-9-]*:[A-Z][A-Za-z0-9]+$/);
  }
});

test('probes settle only controls that do not weigh more than they do', () => {
  for (const { id, severity, decides = [] } of probes) {
    const decided = decides.map((decidedId) => controls.find((control) => control.id === decidedId));
    const outweighs = decided.some((control) => control?.severity !== 'warning' && severity === 'warning');
    expect([id, decided.includes(undefined), outweighs]).toEqual([id, false, false]);
  }
});
