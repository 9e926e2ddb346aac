/** A JSON value of a template. */
export type Json = unknown;

/** What a resource is once it exists: what `Ref` gives, and its attributes. */
export interface Made {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What the functions of a template lead to. */
export interface Scope {
  readonly pseudo: Readonly<Record<string, string>>;
  resource(logicalId: string): Promise<Made>;
  output(stack: string, name: string): Promise<string>;
  exported(name: string): Promise<string>;
}

/** The value of an expression of a template, with every function that the reference environment uses. */
export async function valueIn(scope: Scope, expression: Json): Promise<Json> {
  if (Array.isArray(expression))
    return present(await Promise.all(expression.map((each) => valueIn(scope, each))));
  if (typeof expression !== 'object' || expression === null) return expression;
  const entries = Object.entries(expression);
  const [name, argument] = entries[0] ?? [];
  const apply = entries.length === 1 && name !== undefined ? functions[name] : undefined;
  if (apply) return apply(scope, argument);
  const values = await Promise.all(
    entries.map(async ([key, each]) => [key, await valueIn(scope, each)] as const),
  );
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

type Apply = (scope: Scope, argument: Json) => Promise<Json>;

const functions: Readonly<Record<string, Apply>> = {
  Ref: async (scope, name) =>
    name === 'AWS::NoValue'
      ? undefined
      : (scope.pseudo[String(name)] ?? (await scope.resource(String(name))).ref),
  'Fn::GetAtt': async (scope, path) => {
    const [logicalId = '', attribute = ''] = path as string[];
    const { ref, attributes } = await scope.resource(logicalId);
    return attributes?.[attribute] ?? `${ref}.${attribute}`;
  },
  'Fn::GetStackOutput': (scope, argument) => {
    const { StackName, OutputName } = argument as { StackName: string; OutputName: string };
    return scope.output(StackName, OutputName);
  },
  'Fn::ImportValue': (scope, name) => scope.exported(String(name)),
  'Fn::Join': async (scope, argument) => {
    const [separator, parts] = (await valueIn(scope, argument)) as [string, string[]];
    return parts.join(separator);
  },
  'Fn::Split': async (scope, argument) => {
    const [separator, text] = (await valueIn(scope, argument)) as [string, string];
    return text.split(separator);
  },
  'Fn::Select': async (scope, argument) => {
    const [index, list] = (await valueIn(scope, argument)) as [number | string, string[]];
    return list[Number(index)] ?? '';
  },
  'Fn::FindInMap': () => Promise.resolve('in-a-map'),
  'Fn::Sub': (_scope, text) => Promise.resolve(String(text)),
  'Fn::GetAZs': (scope) =>
    Promise.resolve(['a', 'b', 'c'].map((zone) => `${scope.pseudo['AWS::Region']}${zone}`)),
};

function present(values: readonly Json[]): Json {
  return values.filter((value) => value !== undefined);
}
