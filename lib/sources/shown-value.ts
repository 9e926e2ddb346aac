import { printable } from './unreadable';

const hidden = '(not shown)';

/** Names of properties, and types, whose values may be secret, or may hold somebody's address. */
const secretNames =
  /pass(word|phrase|wd)|secret|token|credential|private.?key|api.?key|access.?key|auth|environment|userdata|user_data|endpoint|connection.?string|phone|e?mail/i;
const secretTypes =
  /^AWS::(SecretsManager::Secret|SSM::Parameter|SNS::Subscription)$|^Custom::|^AWS::CloudFormation::CustomResource$/;
const secretValues = /@|:\/\/|^\+\d[\d\s()-]{7,}$/;

const longest = 60;

/** A property, and the resource's type. */
export interface ShownProperty {
  readonly type: string;
  /** Names from the resource's properties down. */
  readonly path: readonly string[];
}

/** A scalar as a notice may show it: cut short, and not at all where it may be a secret. */
export function shownScalar(text: string, { type, path }: ShownProperty): string {
  const isSecret =
    secretTypes.test(type) || path.some((name) => secretNames.test(name)) || secretValues.test(text);
  if (isSecret) return hidden;
  if (text === '') return 'empty';
  return printable(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
