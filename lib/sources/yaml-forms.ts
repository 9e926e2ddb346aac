import type { Json } from '../model/input';

const functions = [
  ...[
    'And',
    'Base64',
    'Cidr',
    'Contains',
    'EachMemberEquals',
    'EachMemberIn',
    'Equals',
    'FindInMap',
    'GetAtt',
  ],
  ...[
    'GetAZs',
    'GetStackOutput',
    'If',
    'ImportValue',
    'Join',
    'Length',
    'Not',
    'Or',
    'RefAll',
    'Select',
    'Split',
  ],
  ...['Sub', 'ToJsonString', 'Transform', 'ValueOf', 'ValueOfAll'],
];
const longForms: ReadonlyMap<string, string> = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...functions.map((name) => [`!${name}`, `Fn::${name}`] as const),
]);

/**
 * The key that a short tag stands for (`!GetAtt` for `Fn::GetAtt`), or undefined where it is none of
 * CloudFormation's.
 */
export function longForm(tag: string | undefined): string | undefined {
  return tag === undefined ? undefined : longForms.get(tag);
}

/** The argument of a short tag that was written as one string. */
export function scalarArgument(key: string, text: string): Json {
  if (key !== 'Fn::GetAtt') return text;
  const dot = text.indexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

/**
 * What an unquoted scalar means. CloudFormation reads YAML 1.1, where `yes` and `off` are booleans: a tag
 * value `YES` arrives as `true`. Dates stay text, as it knows no timestamps. A number is one only where it
 * prints back as it was written, so that `012345678901`, `8.0`, `0755`, `1:30` and twenty digits keep their
 * text: CloudFormation takes numbers as strings anywhere, whereas an account id without its zero, or a
 * version without its end, is wrong.
 */
export function plainScalar(text: string): Json {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/.test(text)) return true;
  if (/^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/.test(text)) return false;
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}
