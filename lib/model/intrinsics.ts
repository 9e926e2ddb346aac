import { arnFields } from './arn';
import { condition } from './conditions';
import { evaluate } from './evaluate';
import type { Json } from './input';
import { join, joinTexts, length, select, split, unreadable } from './lists';
import { isObject, own } from './own';
import { reference } from './parameters';
import type { Resource } from './resource';
import type { Stack } from './stack';
import { isUndecided } from './tri';
import {
  attribute,
  choice,
  combine,
  keyOf,
  known,
  opaque,
  show,
  vague,
  whyNotKnown,
  type Value,
} from './value';

type Intrinsic = (argument: Json, stack: Stack) => Value;

/** The functions of a template, by the name they have there. */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (name, stack) => (typeof name === 'string' ? reference(stack, name) : unreadable('Ref'))],
  ['Fn::GetAtt', getAtt],
  ['Fn::If', ifElse],
  ['Fn::Join', join],
  ['Fn::Sub', sub],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::FindInMap', findInMap],
  ['Fn::ImportValue', importValue],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::GetAZs', (region, stack) => zones(evaluate(region, stack), stack)],
  ['Fn::Length', length],
  ['Fn::Base64', computed('Fn::Base64')],
  ['Fn::Cidr', computed('Fn::Cidr')],
  ['Fn::ToJsonString', computed('Fn::ToJsonString')],
  ['Fn::Transform', computed('Fn::Transform')],
]);

function computed(name: string): Intrinsic {
  return () => vague(name, `it is the result of ${name}`);
}

function getAtt(argument: Json, stack: Stack): Value {
  const [logicalId, ...rest] = typeof argument === 'string' ? argument.split('.') : asList(argument);
  const names = rest.map((part) => attributeName(part, stack));
  if (typeof logicalId !== 'string' || names.length === 0 || names.includes(undefined)) {
    return unreadable('Fn::GetAtt');
  }
  const name = names.join('.');
  const resource = stack.resources.get(logicalId);
  if (!resource) {
    return opaque(`${stack.id}.${logicalId}.${name}`, `${stack.displayName} has no resource ${logicalId}`);
  }
  if (resource.type === 'Custom::CrossRegionExportReader') {
    const why = `${stack.displayName} reads ${name} from a stack that is not among the templates`;
    return stack.environment.shared.fromOtherRegion(name, stack) ?? opaque(`${resource.key}.${name}`, why);
  }
  return resource.type === 'AWS::CloudFormation::Stack' && name.startsWith('Outputs.')
    ? outputOf(resource, name)
    : attribute(resource, name);
}

/** The name of an attribute may itself be an expression; what is not known of it names nothing. */
function attributeName(part: Json, stack: Stack): string | undefined {
  const name = evaluate(part, stack);
  return name.kind === 'known' ? String(name.value) : undefined;
}

function outputOf(maker: Resource, name: string): Value {
  const { stack, logicalId } = maker;
  const child = stack.nested.get(logicalId);
  const key = `${maker.key}.${name}`;
  if (!child) return opaque(key, `the template of nested stack ${logicalId} is not among the files`);
  const output = name.slice('Outputs.'.length);
  return child.output(output) ?? opaque(key, `nested stack ${logicalId} has no output ${output}`);
}

function ifElse(argument: Json, stack: Stack): Value {
  const [name, then, otherwise] = asList(argument);
  const truth = condition(name, stack);
  if (!isUndecided(truth)) return evaluate(truth ? then : otherwise, stack);
  return choice([evaluate(then, stack), evaluate(otherwise, stack)], truth.why);
}

const placeholder = /\$\{([^{}]*)\}/g;

function sub(argument: Json, stack: Stack): Value {
  const [template, variables] = typeof argument === 'string' ? [argument] : asList(argument);
  if (typeof template !== 'string') return unreadable('Fn::Sub');
  const own_ = isObject(variables) ? variables : {};
  const pieces: Value[] = [];
  let end = 0;
  for (const match of template.matchAll(placeholder)) {
    pieces.push(known(template.slice(end, match.index)));
    pieces.push(substitute(match[1]!.trim(), own_, stack));
    end = match.index + match[0].length;
  }
  pieces.push(known(template.slice(end)));
  return combine(pieces, (items) => joinTexts(items, '', stack));
}

function substitute(name: string, variables: { [key: string]: Json }, stack: Stack): Value {
  if (name.startsWith('!')) return known(`\${${name.slice(1)}}`);
  if (Object.hasOwn(variables, name)) return evaluate(variables[name], stack);
  return name.includes('.') && !name.includes('::') ? getAtt(name, stack) : reference(stack, name);
}

function findInMap(argument: Json, stack: Stack): Value {
  const [name, top, second, options] = asList(argument);
  const fallback = isObject(options) ? own(options, 'DefaultValue') : undefined;
  const keys = [name, top, second].map((key) => evaluate(key, stack));
  return combine(keys, ([map, first, last]) => {
    const why = [map, first, last]
      .map((key) => key && whyNotKnown(key))
      .find((reason) => reason !== undefined);
    const rows = members(stack.mappings, map).flatMap((mapping) => members(mapping, first));
    const found = rows.flatMap((row) => members(row, last));
    // What CloudFormation includes at deployment may hold the key.
    if (found.length === 0 && Object.hasOwn(stack.mappings, 'Fn::Transform'))
      return unreadable('Fn::FindInMap');
    if (fallback !== undefined && (why !== undefined || found.length === 0)) found.push(fallback);
    if (found.length === 0) return unreadable('Fn::FindInMap');
    const values = found.map((cell) => evaluate(cell, stack));
    return choice(values, why ?? 'the key of a mapping is not known');
  });
}

/** The member a key names; every member where the key is not known. */
function members(object: Json, key: Value | undefined): Json[] {
  if (!isObject(object)) return [];
  if (key?.kind !== 'known') return Object.keys(object).flatMap((name) => wrapped(own(object, name)));
  return wrapped(own(object, String(key.value)));
}

/** A list of one, so that a member that is a list stays one. */
function wrapped(json: Json | undefined): Json[] {
  return json === undefined ? [] : [json];
}

function importValue(argument: Json, stack: Stack): Value {
  return combine([evaluate(argument, stack)], ([name]) => {
    if (!name) return unreadable('Fn::ImportValue');
    const why = `${stack.displayName} imports a value that none of the templates exports`;
    return stack.environment.shared.exported(name, stack) ?? outside(stack.place, 'import', name, why);
  });
}

function getStackOutput(argument: Json, stack: Stack): Value {
  const request = isObject(argument) ? argument : {};
  const read = (key: string): Value => evaluate(own(request, key), stack);
  return combine(
    ['StackName', 'OutputName', 'Region', 'RoleArn'].map(read),
    ([name, output, region, role]) => {
      if (!name || !region || !role || output?.kind !== 'known') return unreadable('Fn::GetStackOutput');
      const place = {
        // A role may lead to another account.
        account: role.kind === 'absent' ? stack.account : accountOf(role),
        region: region.kind === 'absent' ? stack.region : knownText(region),
      };
      const why = `${stack.displayName} reads output ${output.value} of a stack that is not among the templates`;
      const found = stack.environment.shared.output(name, String(output.value), place);
      const key = `${place.account ?? keyOf(role)}/${place.region ?? keyOf(region)} ${output.value}`;
      return found ?? outside(key, 'output', name, why);
    },
  );
}

function accountOf(role: Value): string | undefined {
  const account = arnFields(role)?.account;
  return account && knownText(account);
}

function knownText(value: Value): string | undefined {
  return value.kind === 'known' ? String(value.value) : undefined;
}

/** What another stack offers under a name in some place. */
function outside(place: string, what: string, name: Value, why: string): Value {
  const key = keyOf(name);
  const label = `${what} ${show(name)}`;
  return key === undefined ? vague(label, why) : opaque(`${place} ${what} ${key}`, why, { label });
}

function zones(region: Value, stack: Stack): Value {
  const name = region.kind === 'absent' || keyOf(region) === '' ? reference(stack, 'AWS::Region') : region;
  const why = 'availability zones are known only at deployment';
  const key = keyOf(name);
  if (key === undefined) return vague('zones', why);
  return opaque(`zones of ${key}`, why, { atomic: true, label: `zones of ${show(name)}` });
}

function asList(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}
