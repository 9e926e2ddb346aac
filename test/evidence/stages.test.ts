import { selectStages } from '../../lib/evidence/stages';
import type { EnvironmentInput } from '../../lib/model/input';
import { UnreadableInput } from '../../lib/model/unreadable-input';

const environment = (name: string): EnvironmentInput => ({ name, stacks: [] });
const assembly = ['', 'Prod', 'Eu/Staging', 'Us/Staging'].map(environment);

const select = (environments: readonly EnvironmentInput[], ...stages: readonly string[]) => [
  ...selectStages(
    environments,
    stages.map((text) => ({ text, place: '--stage' })),
  ),
];
const names = (...stages: readonly string[]) => select(assembly, ...stages).map(({ name }) => name);

test('all environments are judged where no Stage is named', () => {
  expect(names()).toEqual(['', 'Prod', 'Eu/Staging', 'Us/Staging']);
});

test('a Stage is named by its path or by the last part of it', () => {
  expect(names('Prod')).toEqual(['Prod']);
  expect(names('Eu/Staging')).toEqual(['Eu/Staging']);
  expect(names('Staging', 'Prod')).toEqual(['Prod', 'Eu/Staging', 'Us/Staging']);
});

test('a Stage is found in each of several assemblies', () => {
  const several = ['billing/cdk.out:Prod', 'shop/cdk.out', 'shop/cdk.out:Eu/Prod', 'shop/cdk.out:Test'].map(
    environment,
  );
  expect(select(several, 'Prod').map(({ name }) => name)).toEqual([
    'billing/cdk.out:Prod',
    'shop/cdk.out:Eu/Prod',
  ]);
  expect(select(several, 'Eu/Prod').map(({ name }) => name)).toEqual(['shop/cdk.out:Eu/Prod']);
});

test('a part of a name is not a name', () => {
  expect(() => names('ging')).toThrow(
    new UnreadableInput('--stage: there is no Stage "ging", there are Prod, Eu/Staging, Us/Staging'),
  );
});

test('a misspelt Stage is refused with the one that is near', () => {
  expect(() => names('Prod', 'Prdo')).toThrow(
    new UnreadableInput('--stage: there is no Stage "Prdo", did you mean "Prod"?'),
  );
});

test('a Stage is refused where there are none', () => {
  expect(() => select([environment('')], 'Prod')).toThrow(
    new UnreadableInput('--stage: there is no Stage "Prod", these templates have no Stages'),
  );
});

test('an empty name does not stand for the stacks outside any Stage', () => {
  expect(() => names('')).toThrow(
    new UnreadableInput('--stage: there is no Stage "", there are Prod, Eu/Staging, Us/Staging'),
  );
});

test('environments are handed on one by one', () => {
  const read: string[] = [];
  function* source() {
    for (const each of assembly) {
      read.push(each.name);
      yield each;
    }
  }
  const [first] = selectStages(source(), []);
  expect([first?.name, read]).toEqual(['', ['']]);
});
