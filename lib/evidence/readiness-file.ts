import Ajv, { type ValidateFunction } from 'ajv';
import { UnreadableInput } from '../model/unreadable-input';
import { roles, type Role, type RoleDeclaration, type WorkloadDeclaration } from '../rules/declaration';
import { accounts, type AccessYaml } from './accounts';
import { playedElsewhere, provenElsewhere, refuseOddArn } from './elsewhere';
import type { Placed, Readiness, StackSettings } from './readiness';
import { describeSchemaError } from './schema-error';
import { YamlSource } from './yaml-source';

type RoleYaml = readonly string[] | { readonly none: string };

/** The file as its schema guarantees it. */
interface ReadinessYaml {
  readonly workload?: Readonly<Partial<Record<Role, RoleYaml>>>;
  readonly stages?: readonly string[];
  readonly stacks?: Readonly<Record<string, Omit<StackSettings, 'stack'>>>;
  readonly elsewhere?: Readonly<Record<string, readonly string[]>>;
  readonly accounts?: Readonly<Record<string, AccessYaml>>;
}

/** Reads the text of readiness.yaml. Throws `UnreadableInput` with the file, line and column of the first mistake. */
export function parseReadiness(text: string, file: string): Readiness {
  const source = new YamlSource(text, file);
  const data = source.data ?? {};
  const isReadiness = compile();
  if (!isReadiness(data)) {
    const [error] = isReadiness.errors ?? [];
    throw new UnreadableInput(
      error === undefined ? `${file} does not follow its schema` : describeSchemaError(error, source),
    );
  }
  const workload = workloadOf(data.workload ?? {}, source);
  return {
    workload,
    stages: source.placed(data.stages ?? [], ['stages']),
    stacks: Object.entries(data.stacks ?? {}).map(([text, settings]) => ({
      ...settings,
      stack: { text, place: source.placeOfKey(['stacks'], text) },
    })),
    elsewhere: {
      items: provenElsewhere(data.elsewhere ?? {}, source),
      roles: playedElsewhere(workload),
    },
    accounts: accounts(data.accounts ?? {}, source),
  };
}

function compile(): ValidateFunction<ReadinessYaml> {
  const schema = require('cdk-readiness/readiness.schema.json') as object;
  return new Ajv({ verbose: true, allowUnionTypes: true }).compile<ReadinessYaml>(schema);
}

function workloadOf(
  declared: NonNullable<ReadinessYaml['workload']>,
  source: YamlSource,
): WorkloadDeclaration {
  const declaration: Partial<Record<Role, RoleDeclaration>> = {};
  for (const role of roles) {
    const value = declared[role];
    if (value === undefined) continue;
    declaration[role] = isList(value)
      ? players(source.placed(value.map(withoutSlash), ['workload', role]))
      : { none: value.none };
  }
  return declaration;
}

function isList(value: RoleYaml): value is readonly string[] {
  return Array.isArray(value);
}

/** Tools print construct paths with a slash before them, the model keeps them without. */
function withoutSlash(selector: string): string {
  return selector.replace(/^\//, '');
}

function players(selectors: readonly Placed[]): RoleDeclaration {
  const arns = selectors.filter(isArn);
  arns.forEach(refuseOddArn);
  const resources = selectors.filter((selector) => !isArn(selector));
  return arns.length > 0 ? { resources, elsewhere: arns } : { resources };
}

function isArn({ text }: Placed): boolean {
  return text.startsWith('arn:');
}
