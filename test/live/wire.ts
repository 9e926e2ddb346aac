import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { JsonShapeSerializer2, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { sdkOf } from './sdk';

/** A request as the service understands it. */
export interface Call {
  /** As IAM names it: `rds:DescribeDBClusters`. */
  readonly action: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A request, and how the protocol that it came in answers it. */
export interface Exchange extends Call {
  /** Body of a successful answer, from an object in the shape of the output type of the SDK. */
  readonly answer: (output: object) => string;
  /** Body of a refusal. */
  readonly refusal: (code: string, message: string) => string;
}

/** What came over the wire. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with all of its body. */
export async function received(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = request;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString() };
}

/** Understands a request by its protocol: query with XML, JSON, or JSON under paths. */
export function exchangeOf({ method, path, headers, body }: Received): Exchange {
  const { service, region } = scopeOf(headers.authorization ?? '');
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const operation = target.slice(target.indexOf('.') + 1);
    return { ...jsonOf(service, operation), region, input: parsed(body) };
  }
  const form = new URLSearchParams(body);
  const operation = form.get('Action');
  if (operation !== null) return { ...queryOf(service, operation, form), region };
  return { ...restOf(service, method, new URL(path, 'http://localhost'), parsed(body)), region };
}

/** Service and region that a request is signed for. */
function scopeOf(authorization: string): { readonly service: string; readonly region: string } {
  const [, region, service] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(authorization) ?? [];
  if (region === undefined || service === undefined) throw new Error('the request is not signed');
  return { service: service === 'monitoring' ? 'cloudwatch' : service, region };
}

function parsed(body: string): Record<string, unknown> {
  return body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
}

type Protocol = Omit<Exchange, 'region'>;

function queryOf(service: string, operation: string, form: URLSearchParams): Protocol {
  const [, , , , input, output] = schemaOf(service, operation);
  return {
    action: `${service}:${operation}`,
    input: fromForm(NormalizedSchema.of(input), '', form) as Call['input'],
    answer: (given) => {
      const settings = {
        timestampFormat: { useTrait: true, default: 5 },
        xmlNamespace: '',
        serviceNamespace: '',
      };
      const serializer = new XmlShapeSerializer(settings as never);
      serializer.write(checked(output, given), given);
      const members = String(serializer.flush()).replace(/^<[^>]*\/>$|^<[^>]*>|<\/[^>]*>$/g, '');
      return `<${operation}Response><${operation}Result>${members}</${operation}Result></${operation}Response>`;
    },
    refusal: (code, message) =>
      `<ErrorResponse><Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
  };
}

/** Reads a value that the query protocol spread over parameters. */
function fromForm(schema: NormalizedSchema, prefix: string, form: URLSearchParams): unknown {
  const given = [...form.keys()].some(
    (key) => key === prefix || prefix === '' || key.startsWith(`${prefix}.`),
  );
  if (!given) return undefined;
  const below = prefix === '' ? '' : `${prefix}.`;
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].map(([name, member]) => [
      name,
      fromForm(member, `${below}${member.getMergedTraits().xmlName ?? name}`, form),
    ]);
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  }
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    const flat = schema.getMergedTraits().xmlFlattened !== undefined;
    const element = flat ? prefix : `${below}${member.getMergedTraits().xmlName ?? 'member'}`;
    const values: unknown[] = [];
    for (let i = 1, value; (value = fromForm(member, `${element}.${i}`, form)) !== undefined; i++)
      values.push(value);
    return values;
  }
  const text = form.get(prefix);
  if (text === null) return undefined;
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isNumericSchema()) return Number(text);
  return schema.isTimestampSchema() ? new Date(text) : text;
}

function jsonOf(service: string, operation: string): Omit<Protocol, 'input'> {
  return {
    action: `${service}:${operation}`,
    answer: (given) => jsonText(schemaOf(service, operation)[5], given),
    refusal: (code, message) => JSON.stringify({ __type: code, message }),
  };
}

function restOf(service: string, method: string, url: URL, body: Record<string, unknown>): Protocol {
  for (const { operation, verb, path, output, input } of routesOf(service)) {
    const match = verb === method ? pathPattern(path).exec(url.pathname) : null;
    if (!match) continue;
    const asked = { ...fromUrl(input, match.groups ?? {}, url), ...body };
    return { ...jsonOf(service, operation), answer: (given) => jsonText(output, given), input: asked };
  }
  throw new Error(`no operation of ${service} is ${method} ${url.pathname}`);
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\+?\}/g, '(?<$1>[^/]+)')}/?$`);
}

function fromUrl(
  input: unknown,
  labels: Readonly<Record<string, string>>,
  url: URL,
): Record<string, unknown> {
  const decoded = Object.entries(labels).map(([name, value]) => [name, decodeURIComponent(value)]);
  const members = input === undefined ? [] : [...NormalizedSchema.of(input as never).structIterator()];
  const queried = members.flatMap(([name, member]) => {
    const value = url.searchParams.get(member.getMergedTraits().httpQuery ?? '');
    return value === null ? [] : [[name, member.isNumericSchema() ? Number(value) : value]];
  });
  return Object.fromEntries([...decoded, ...queried]) as Record<string, unknown>;
}

interface Route {
  readonly operation: string;
  readonly verb: string;
  readonly path: string;
  readonly input?: unknown;
  readonly output?: unknown;
}

/** WHAT: routes written out. WHY: the client of Synthetics has no schemas. UNTIL: it is as new as the others. */
const routesWithoutSchema: Readonly<Record<string, readonly Route[]>> = {
  synthetics: [
    { operation: 'DescribeCanaries', verb: 'POST', path: '/canaries' },
    { operation: 'DescribeCanariesLastRun', verb: 'POST', path: '/canaries/last-run' },
    { operation: 'GetCanary', verb: 'GET', path: '/canary/{Name}' },
    { operation: 'GetCanaryRuns', verb: 'POST', path: '/canary/{Name}/runs' },
  ],
};

function routesOf(service: string): readonly Route[] {
  return (
    routesWithoutSchema[service] ??
    Object.values(sdkOf(service)).flatMap((exported) => {
      if (!isOperation(exported)) return [];
      const [, , operation, traits, input, output] = exported;
      const [verb, path] = typeof traits === 'object' ? (traits.http ?? []) : [];
      return verb === undefined || path === undefined ? [] : [{ operation, verb, path, input, output }];
    })
  );
}

function isOperation(exported: unknown): exported is StaticOperationSchema {
  return Array.isArray(exported) && exported[0] === 9;
}

function schemaOf(service: string, operation: string): StaticOperationSchema {
  const schema = sdkOf(service)[`${operation}$`];
  if (!isOperation(schema)) throw new Error(`no operation ${service}:${operation}`);
  return schema;
}

function jsonText(output: unknown, given: object): string {
  if (output === undefined) return JSON.stringify(given, secondsForDates);
  const settings = { timestampFormat: { useTrait: true, default: 7 }, jsonName: true, httpBindings: false };
  const serializer = new JsonShapeSerializer2(settings as never);
  serializer.write(checked(output, given), given);
  return new TextDecoder().decode(serializer.flush());
}

function secondsForDates(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const raw = this[key];
  return raw instanceof Date ? raw.getTime() / 1000 : value;
}

/** The schema of an output, after a look whether it has every member that the given object has. */
function checked(output: unknown, given: unknown): NormalizedSchema {
  const schema = NormalizedSchema.of(output as never);
  refuseUnknownMembers(schema, given);
  return schema;
}

function refuseUnknownMembers(schema: NormalizedSchema, given: unknown): void {
  if (typeof given !== 'object' || given === null) return;
  if (schema.isListSchema() || schema.isMapSchema()) {
    for (const value of Object.values(given)) refuseUnknownMembers(schema.getValueSchema(), value);
  } else if (schema.isStructSchema()) {
    const members = new Map([...schema.structIterator()]);
    for (const [name, value] of Object.entries(given)) {
      const member = members.get(name);
      if (!member) throw new Error(`${schema.getName() ?? 'output'} has no member ${name}`);
      refuseUnknownMembers(member, value);
    }
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
