import { arnFields, splitText } from '../../model/arn';
import type { Environment } from '../../model/environment';
import { evaluate, member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import { own } from '../../model/own';
import type { Resource } from '../../model/resource';
import { and, or, Undecided, type Tri } from '../../model/tri';
import { absent, alternatives, keyOf, whyNotKnown, type Value } from '../../model/value';
import { resourcesIn } from '../mentions';
import { valuesWithin } from '../openapi';
import { perEnvironment } from '../per-environment';
import { ownersOf, targetGroupType } from '../network/routing';

const functionTypes = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** Properties by which something sends requests to functions, and the one that names the entry it belongs to. */
const integrations = [
  { type: 'AWS::ApiGateway::Method', path: 'Integration.Uri', entry: 'RestApiId' },
  { type: 'AWS::ApiGatewayV2::Integration', path: 'IntegrationUri', entry: 'ApiId' },
  { type: 'AWS::AppSync::DataSource', path: 'LambdaConfig.LambdaFunctionArn', entry: 'ApiId' },
  { type: 'AWS::Lambda::Url', path: 'TargetFunctionArn', entry: undefined },
  { type: targetGroupType, path: 'Targets.*.Id', entry: undefined },
] as const;

/** APIs that an OpenAPI document defines, and the property that holds it. */
const documents = [
  ['AWS::ApiGateway::RestApi', 'Body'],
  ['AWS::ApiGatewayV2::Api', 'Body'],
  ['AWS::Serverless::Api', 'DefinitionBody'],
  ['AWS::Serverless::HttpApi', 'DefinitionBody'],
] as const;

/** An entry that sends requests to a function: an API, a function URL, a target group. */
export interface Front {
  readonly entry: Resource;
  readonly certain: Tri;
}

const frontsByFunction = perEnvironment((environment) => {
  const table = new Map<Resource, Front[]>();
  const add = (fn: Resource, fronts: readonly Front[]): void => {
    table.set(fn, [...(table.get(fn) ?? []), ...fronts]);
  };
  const addNamed = (value: Value, from: Resource, fronts: readonly Front[]): void => {
    const named = alternatives(value).map((option) => functionsIn(option, from));
    for (const fn of new Set(named.flat())) {
      const sure = named.every((functions) => functions.includes(fn));
      const leads = sure || new Undecided(whyNotKnown(value) ?? 'it is not known');
      add(
        fn,
        fronts.map(({ entry, certain }) => ({ entry, certain: and([leads, from.exists, certain]) })),
      );
    }
  };
  for (const { type, path, entry } of integrations) {
    for (const from of environment.of(type)) {
      const fronts = entry === undefined ? [{ entry: from, certain: true }] : frontsAt(from, entry);
      for (const value of from.each(path)) addNamed(value, from, fronts);
    }
  }
  for (const [type, property] of documents) {
    for (const api of environment.of(type)) {
      for (const uri of urisIn(api, property)) addNamed(uri, api, [{ entry: api, certain: true }]);
    }
  }
  for (const fn of environment.of('AWS::Serverless::Function')) {
    const requests = requestsTo(fn);
    const direct = hasOwnApi(fn) ? [{ entry: fn, certain: fn.exists }] : [];
    if (direct.length + requests.length > 0)
      add(fn, [...direct, ...requests.flatMap(({ api }) => namedFronts(api, fn))]);
  }
  return table;
});

/** Lambda functions that answer requests: integrations of an API, targets of a load balancer, function URLs. */
export function servingFunctions(environment: Environment): readonly Resource[] {
  return [...frontsByFunction(environment).keys()];
}

/** The entries that send requests to a function. */
export function entriesOf(fn: Resource): readonly Front[] {
  return frontsByFunction(fn.stack.environment).get(fn) ?? [];
}

function frontsAt(from: Resource, path: string): readonly Front[] {
  return from.stack.environment
    .links(from.type, path)
    .from(from)
    .map(({ to, certain }) => ({ entry: to, certain }));
}

function namedFronts(api: Value, asker: Resource): readonly Front[] {
  return targetOf(api, asker.stack).resources.map((entry) => ({ entry, certain: entry.exists }));
}

/** The functions that a value names: by a token, or by the ARN or name written out in it. */
function functionsIn(value: Value, asker: Resource): readonly Resource[] {
  const named = resourcesIn(value);
  if (named.length > 0) return named.flatMap(functionsOf);
  return targetOf(writtenName(value), asker.stack).resources.flatMap(functionsOf);
}

/** The name in an ARN of a function, alone or inside the address at which API Gateway invokes it. */
function writtenName(value: Value): Value {
  const fields = splitText(value, '/') ?? [];
  const at = fields.findIndex((field) => keyOf(field) === 'functions');
  const arn = fields[at + 1] ?? value;
  const [, name] = splitText(arnFields(arn)?.resource ?? absent, ':') ?? [];
  return name ?? arn;
}

/** A function itself, or the one behind an alias or a version. */
function functionsOf(resource: Resource): readonly Resource[] {
  if (functionTypes.includes(resource.type)) return [resource];
  if (resource.type !== 'AWS::Lambda::Alias' && resource.type !== 'AWS::Lambda::Version') return [];
  return functionTypes.flatMap((type) => ownersOf(resource, 'FunctionName', type).map(({ to }) => to));
}

export function isFunction({ type }: Resource): boolean {
  return functionTypes.includes(type);
}

/** Whether a function answers requests; one that nothing in the templates calls is said to do so by its owners. */
export function serves(fn: Resource): Tri {
  const fronts = entriesOf(fn);
  return fronts.length === 0 || or(fronts.map(({ entry, certain }) => and([entry.exists, certain])));
}

/** The integrations in the OpenAPI document that an API is defined by. */
function urisIn(api: Resource, property: string): readonly Value[] {
  return valuesWithin(api.read(property), (name) => name === 'uri');
}

/** Kinds of events of the Serverless Application Model that are requests, with the property that names their API. */
const requestEvents: ReadonlyMap<string, string> = new Map([
  ['Api', 'RestApiId'],
  ['HttpApi', 'ApiId'],
]);

/** A request that a function of the Serverless Application Model answers, and its API where it names one. */
export interface RequestEvent {
  readonly settings: Value;
  readonly api: Value;
}

/** The requests that a function of the Serverless Application Model answers. */
export function requestsTo(fn: Resource): readonly RequestEvent[] {
  const events = fn.read('Events');
  if (events.kind !== 'map') return [];
  return Object.keys(events.entries).flatMap((name) => {
    const event = member(events, name);
    const type = member(event, 'Type');
    const api = type.kind === 'known' ? requestEvents.get(String(type.value)) : undefined;
    const settings = member(event, 'Properties');
    return api === undefined ? [] : [{ settings, api: member(settings, api) }];
  });
}

/** What a property of a function states, by itself or for every function of its template. */
export function readFunction(fn: Resource, path: string): Value {
  const value = fn.read(path);
  if (value.kind !== 'absent' || fn.type !== 'AWS::Serverless::Function') return value;
  const globals = evaluate(own(fn.stack.input.template, 'Globals'), fn.stack);
  return ['Function', ...path.split('.')].reduce(member, globals);
}

/** Whether a function of the Serverless Application Model gets an API or an address that no resource stands for. */
export function hasOwnApi(fn: Resource): boolean {
  return (
    fn.read('FunctionUrlConfig').kind !== 'absent' || requestsTo(fn).some(({ api }) => api.kind === 'absent')
  );
}
