import { splitText } from './arn';
import { member } from './evaluate';
import type { Json, JsonObject } from './input';
import { own, textOfJson } from './own';
import type { Stack } from './stack';
import { absent, attribute, choice, combine, known, opaque, partsOf, type Value } from './value';

/** What a parameter stands for: the value given, its default, one of its allowed values, or something unknown. */
export function parameterValue(stack: Stack, name: string, definition: JsonObject): Value {
  const type = textOfJson(own(definition, 'Type')) ?? 'String';
  // Where a branch passes nothing, the default stands.
  return combine([givenValue(stack, name)], ([given]) => {
    const value = given && given.kind !== 'absent' ? given : defaultValue(stack, name, definition);
    if (value.kind === 'absent') return withoutValue(stack, name, definition, type);
    const raw = isStored(type) ? storedValue(stack, name, value) : value;
    return isListType(type) ? listOf(raw, stack, name) : raw;
  });
}

function isStored(type: string): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value');
}

function storedValue(stack: Stack, name: string, path: Value): Value {
  const stored =
    path.kind === 'known' ? stack.environment.shared.stored(String(path.value), stack) : undefined;
  const { storedValues } = stack.input;
  // What leads to a resource of the templates says more than its text, and a text that was read more than a template.
  if (storedValues && Object.hasOwn(storedValues, name) && (!stored || stored.kind === 'known')) {
    return known(storedValues[name]!);
  }
  const why = `parameter ${name} of ${stack.displayName} is read from Parameter Store at deployment`;
  return stored ?? opaque(parameterKey(stack, name), why);
}

function givenValue(stack: Stack, name: string): Value {
  const { parameters = {} } = stack.input;
  const given = Object.hasOwn(parameters, name) ? known(parameters[name]!) : absent;
  if (!stack.maker) return given;
  const passed = member(stack.maker.read('Parameters'), name);
  return given.kind === 'absent' || isSymbolic(passed) ? passed : given;
}

/** Whether all that is not literal in a value leads to resources, which says more than the text that they became. */
function isSymbolic(value: Value): boolean {
  if (value.kind === 'list') return value.items.every(isSymbolic);
  return partsOf(value)?.every((part) => typeof part === 'string' || part.kind === 'attribute') ?? false;
}

function defaultValue(stack: Stack, name: string, definition: JsonObject): Value {
  return isUndisclosed(stack, name) ? absent : literalOf(own(definition, 'Default'));
}

function isUndisclosed(stack: Stack, name: string): boolean {
  return stack.input.undisclosed?.includes(name) === true;
}

function literalOf(json: Json | undefined): Value {
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return known(json);
  return absent;
}

function withoutValue(stack: Stack, name: string, definition: JsonObject, type: string): Value {
  const parameter = `parameter ${name} of ${stack.displayName}`;
  const why = isUndisclosed(stack, name)
    ? `the value of ${parameter} is told to nobody (NoEcho)`
    : `${parameter} has no default and was given no value`;
  const key = parameterKey(stack, name);
  const allowed = own(definition, 'AllowedValues');
  if (Array.isArray(allowed) && allowed.length > 0) {
    const literals = allowed.map((value) => textOfJson(value) ?? '');
    const { doubts } = stack.environment;
    const assumed = isListType(type) ? undefined : doubts.valueAmong(key, `\${${key}}`, literals);
    const options = assumed === undefined ? literals.map(known) : [known(assumed)];
    const value = choice(
      isListType(type) ? options.map((option) => listOf(option, stack, name)) : options,
      why,
    );
    // Too many to be kept apart are one unknown, but always the same one.
    if (value.kind !== 'text') return value;
  }
  return opaque(key, why, {
    range: { min: numberOf(own(definition, 'MinValue')), max: numberOf(own(definition, 'MaxValue')) },
  });
}

function numberOf(json: Json | undefined): number | undefined {
  const number = typeof json === 'string' && json.trim() !== '' ? Number(json) : json;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function isListType(type: string): boolean {
  return /(^|<)(CommaDelimitedList|List<)/.test(type);
}

/** A list parameter arrives as one text, its members separated by commas. */
function listOf(value: Value, stack: Stack, name: string): Value {
  if (value.kind === 'list') return value;
  if (value.kind === 'choice') {
    return choice(
      value.options.map((option) => listOf(option, stack, name)),
      value.why,
    );
  }
  const members = splitText(value, ',');
  if (!members)
    return opaque(parameterKey(stack, name), `parameter ${name} of ${stack.displayName} is not known`);
  const trimmed = members.map((item) => (item.kind === 'known' ? known(String(item.value).trim()) : item));
  return { kind: 'list', items: trimmed.filter((item) => item.kind !== 'known' || item.value !== '') };
}

function parameterKey(stack: Stack, name: string): string {
  return `${stack.id}.${name}`;
}

/** Names of pseudo parameters, with what they stand for in a stack. */
export function pseudoParameter(stack: Stack, name: string): Value | undefined {
  const { region, account } = stack;
  const { stackId, notificationArns } = stack.input;
  switch (name) {
    case 'AWS::NoValue':
      return absent;
    case 'AWS::Region':
      return region ? known(region) : opaque('AWS::Region', unknownOf(stack, 'region'), { atomic: true });
    case 'AWS::AccountId':
      return account
        ? known(account)
        : opaque('AWS::AccountId', unknownOf(stack, 'account'), { atomic: true });
    case 'AWS::Partition':
      return region
        ? known(partitionOf(region).name)
        : opaque('AWS::Partition', unknownOf(stack, 'region'), { atomic: true });
    case 'AWS::URLSuffix':
      return region
        ? known(partitionOf(region).suffix)
        : opaque('AWS::URLSuffix', unknownOf(stack, 'region'), { atomic: true });
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return stackId === undefined ? deployedOnly(stack, name) : known(stackId);
    case 'AWS::NotificationARNs':
      return notificationArns
        ? { kind: 'list', items: notificationArns.map(known) }
        : deployedOnly(stack, name);
    default:
      return undefined;
  }
}

function deployedOnly(stack: Stack, name: string): Value {
  return opaque(`${name} of ${stack.id}`, `${name} is known only after deployment`);
}

/** Partitions other than `aws`, by the beginning of the names of their regions. */
const partitions = [
  { regions: 'cn-', name: 'aws-cn', suffix: 'amazonaws.com.cn' },
  { regions: 'eusc-', name: 'aws-eusc', suffix: 'amazonaws.eu' },
  { regions: 'us-gov-', name: 'aws-us-gov', suffix: 'amazonaws.com' },
  { regions: 'us-iso-', name: 'aws-iso', suffix: 'c2s.ic.gov' },
  { regions: 'us-isob-', name: 'aws-iso-b', suffix: 'sc2s.sgov.gov' },
  { regions: 'eu-isoe-', name: 'aws-iso-e', suffix: 'cloud.adc-e.uk' },
  { regions: 'us-isof-', name: 'aws-iso-f', suffix: 'csp.hci.ic.gov' },
];

function partitionOf(region: string): { readonly name: string; readonly suffix: string } {
  const other = partitions.find(({ regions }) => region.startsWith(regions));
  return other ?? { name: 'aws', suffix: 'amazonaws.com' };
}

function unknownOf(stack: Stack, what: string): string {
  return `the ${what} of ${stack.displayName} is not fixed`;
}

/** What `Ref` of a name returns: a pseudo parameter, a parameter, or a resource. */
export function reference(stack: Stack, name: string): Value {
  const resource = stack.resources.get(name);
  if (resource) return attribute(resource, 'Ref');
  const value = pseudoParameter(stack, name) ?? stack.parameter(name);
  return value ?? opaque(`${stack.id}.${name}`, `${stack.displayName} has no resource or parameter ${name}`);
}
