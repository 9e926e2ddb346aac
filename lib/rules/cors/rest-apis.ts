import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, or, type Tri } from '../../model/tri';
import { absent, combine, known, partsOf, show, textOf, vague, type Value } from '../../model/value';
import { cite, type Answer } from '../answer';
import { isStated, optionsOf } from '../either-way';
import { valuesWithin } from '../openapi';
import { allOf } from '../possible';
import { leftToApplication, namesOrigins } from './origins';

const allowOrigin = 'access-control-allow-origin';

/** Where an API of API Gateway says which origins it admits. */
interface Header {
  readonly owner: Resource;
  readonly path: string;
  readonly origins: Value;
  readonly certain: Tri;
}

export const restApiTypes: readonly string[] = ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'];

/** Whether a REST API sets the header in its methods, its own responses or its OpenAPI document. */
export function restApiDeclaresCors(api: Resource): Tri {
  return or(headersOf(api).map(({ certain }) => certain));
}

/** Whether a REST API admits origins that are named, and no others, wherever it sets the header. */
export function restApiNamesOrigins(api: Resource): Answer {
  const headers = headersOf(api);
  const isSet = headers.some(({ certain }) => certain === true);
  const named = headers.map(({ owner, path, origins, certain }) => {
    const name = `Access-Control-Allow-Origin of ${owner.logicalId}`;
    return { certain, answer: namesOrigins({ name, origins, proof: [cite(owner, path)] }) };
  });
  return allOf(isSet ? named : [...named, { certain: true, answer: leftToApplication(api) }]);
}

function headersOf(api: Resource): readonly Header[] {
  const owned = (type: string, read: (owner: Resource) => readonly Header[]): readonly Header[] =>
    api.stack.environment
      .links(type, 'RestApiId')
      .to(api)
      .flatMap(({ from, certain }) =>
        read(from).map((header) => ({ ...header, certain: and([certain, header.certain]) })),
      );
  return [
    ...owned('AWS::ApiGateway::Method', headersOfMethod),
    ...owned('AWS::ApiGateway::GatewayResponse', (response) =>
      headersAt(response, 'ResponseParameters', response.read('')),
    ),
    ...headersOfModel(api),
    ...['Body', 'DefinitionBody'].flatMap((path) => headersInDocument(api, path)),
  ];
}

function headersOfMethod(method: Resource): readonly Header[] {
  const path = 'Integration.IntegrationResponses';
  return method
    .each(`${path}.*`)
    .flatMap(optionsOf)
    .flatMap(({ option, certain }) =>
      [...headersAt(method, path, option), ...headersInTemplates(method, path, option)].map((header) => ({
        ...header,
        certain: and([certain, header.certain]),
      })),
    );
}

/** The header among the parameters of a response. */
function headersAt(owner: Resource, path: string, response: Value): readonly Header[] {
  return optionsOf(member(response, 'ResponseParameters')).flatMap(({ option, certain }) =>
    option.kind === 'map'
      ? Object.keys(option.entries)
          .filter((key) => key.toLowerCase().endsWith(`.header.${allowOrigin}`))
          .map((key) => ({ owner, path, origins: unquoted(member(option, key)), certain }))
      : [],
  );
}

/** Templates of a response may set the header too, as those of the CDK do for a second origin. */
function headersInTemplates(owner: Resource, path: string, response: Value): readonly Header[] {
  const templates = member(response, 'ResponseTemplates');
  if (templates.kind !== 'map') return [];
  return Object.keys(templates.entries).flatMap((key) => {
    const template = show(member(templates, key));
    if (!template.toLowerCase().includes(allowOrigin)) return [];
    return [{ owner, path, origins: originsCompared(template), certain: true }];
  });
}

const reflection =
  /^#set\(\$origin = [^\n]*\n#if\(\$origin == ""\)\n[^\n]*\n#end\n#if\(([^\n]*)\)\n *#set\(\$context\.responseOverride\.header\.Access-Control-Allow-Origin = \$origin\)\n#end$/;

/** The origins that a template of the CDK compares the request's with before it sends that back. */
function originsCompared(template: string): Value {
  const comparisons = reflection.exec(template)?.[1]?.split(' || ') ?? [];
  const origins = comparisons.map((text) => /^\$origin == "([^"]*)"$/.exec(text)?.[1]);
  const named = origins.flatMap((origin) => (origin === undefined ? [] : [known(origin)]));
  return named.length > 0 && named.length === origins.length
    ? { kind: 'list', items: named }
    : vague('template', 'a template of the response decides');
}

/** The Serverless Application Model's short form: a text, or an object with the text in it. */
function headersOfModel(api: Resource): readonly Header[] {
  const cors = api.read('Cors');
  const certain = isStated(cors);
  if (certain === false) return [];
  const origins = combine([cors], ([rule = absent]) =>
    rule.kind === 'map' ? member(rule, 'AllowOrigin') : rule,
  );
  return [{ owner: api, path: 'Cors', origins: unquoted(origins), certain }];
}

/** The header where the OpenAPI document of an API sets it, however deep. */
function headersInDocument(api: Resource, path: string): readonly Header[] {
  const header = `method.response.header.${allowOrigin}`;
  const found = valuesWithin(
    api.read(path),
    // A boolean says that the header may be sent, and a text what it is.
    (name, value) => name.toLowerCase() === header && typeof value !== 'boolean',
  );
  return found.map((value) => ({ owner: api, path, origins: unquoted(value), certain: true }));
}

/** API Gateway puts constants in single quotes; what stands without them is taken from elsewhere. */
function unquoted(value: Value): Value {
  return combine([value], ([text = absent]) => {
    const parts = partsOf(text);
    if (!parts) return text;
    const written = show(text);
    if (/^method\.request\.header\.origin$/i.test(written)) return known('*');
    if (!/^'.*'$/s.test(written)) return vague('mapping', `it is mapped from ${written}`);
    const last = parts.length - 1;
    return textOf(
      parts.map((part, i) =>
        typeof part === 'string' ? part.slice(i === 0 ? 1 : 0, i === last ? -1 : undefined) : part,
      ),
    );
  });
}
