import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { or, type Tri } from '../../model/tri';
import { known, type Value } from '../../model/value';
import { all, cite, type Answer } from '../answer';
import { eitherWay, isStated } from '../either-way';
import { isTrue } from '../reading';
import { leftToApplication, namesOrigins } from './origins';

/** A property that holds CORS rules, and the member of it that lists the origins. */
type Place = readonly [path: string, origins: string];

const places: Readonly<Record<string, readonly Place[]>> = {
  'AWS::ApiGatewayV2::Api': [
    ['CorsConfiguration', 'AllowOrigins'],
    ['Body.x-amazon-apigateway-cors', 'allowOrigins'],
  ],
  'AWS::Lambda::Url': [['Cors', 'AllowOrigins']],
  'AWS::Serverless::Function': [['FunctionUrlConfig.Cors', 'AllowOrigins']],
  'AWS::Serverless::HttpApi': [
    ['CorsConfiguration', 'AllowOrigins'],
    ['DefinitionBody.x-amazon-apigateway-cors', 'allowOrigins'],
  ],
};

/** HTTP APIs and URLs of functions: what answers preflights itself once it has a CORS configuration. */
export const configuredTypes: readonly string[] = Object.keys(places);

/** Whether an HTTP API or the URL of a function has a CORS configuration. */
export function hasConfiguration(resource: Resource): Tri {
  return or(places[resource.type]!.map(([path]) => isStated(resource.read(path))));
}

/** Whether the CORS configuration of an HTTP API or of the URL of a function names its origins. */
export function configurationNamesOrigins(resource: Resource): Answer {
  const declared = places[resource.type]!.filter(([path]) => isStated(resource.read(path)) !== false);
  return all(
    declared.map(([path, origins]) =>
      eitherWay(resource.read(path), (rules) => {
        if (rules.kind === 'absent') return leftToApplication(resource);
        const list = rules.kind === 'known' ? shorthand(rules.value) : member(rules, origins);
        const name = `${origins} of ${resource.logicalId}`;
        return namesOrigins({ name, origins: list, proof: [cite(resource, path)] });
      }),
    ),
  );
}

/** The Serverless Application Model reads `true` as every origin, and a text as the one that is admitted. */
function shorthand(rules: string | number | boolean): Value {
  return known(isTrue(rules) ? '*' : rules);
}
