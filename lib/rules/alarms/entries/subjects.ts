import type { Resource } from '../../../model/resource';
import { isUndecided, type Tri } from '../../../model/tri';
import { hasOwnApi, requestsTo } from '../../compute/functions';
import { classicBalancerType, distributionType } from '../../network/entries';
import { balancerType, targetGroupType } from '../../network/routing';
import { perResource } from '../../per-environment';
import { test } from '../../reading';
import { distributionKinds } from './distribution';
import {
  applicationLoadBalancer,
  appRunnerService,
  classicLoadBalancer,
  functionUrl,
  graphqlApis,
  httpApis,
  networkLoadBalancer,
  restApi,
  webSocketApi,
  type Kind,
} from './kinds';
import { hiddenPart, partsOf, type Part } from './parts';
import type { Shape, Subject } from './views';

/** The ways in which an entry may be read, of which one is right; none where its metrics are not known. */
export interface Readings {
  readonly subjects: readonly Subject[];
  /** Why it is not known which is right. */
  readonly doubt: string;
}

/** The sets of parts of which an entry has one. */
interface PartSets {
  readonly sets: readonly (readonly Part[])[];
  readonly doubt: string;
}

export const readingsOf = perResource((entry): Readings => {
  const kinds = kindsOf(entry);
  const { sets, doubt } = orOtherwise(partSets(entry));
  return {
    subjects: kinds.flatMap((kind) => sets.map((parts) => ({ entry, kind, parts }))),
    doubt: kinds.find((kind) => kind.doubt !== undefined)?.doubt ?? doubt,
  };
});

/**
 * The parts that an entry may have: of a load balancer all or those that are certain or, where none is, one of them or
 * none; of an API one of its stages.
 */
function partSets(entry: Resource): PartSets {
  const parts = partsOf(entry);
  if (entry.type !== balancerType)
    return { sets: parts.map((part) => [part]), doubt: 'which of its stages its users reach is not known' };
  const certain = parts.filter((part) => part.certain === true);
  const doubtful = parts.map((part) => part.certain).find(isUndecided);
  if (!doubtful) return { sets: [parts], doubt: '' };
  const least = certain.length > 0 ? [certain] : [...parts, hiddenPart].map((part) => [part]);
  return { sets: [parts, ...least], doubt: doubtful.why };
}

/** The same, with what parts may be otherwise: one of these doubts at a time. */
function orOtherwise(found: PartSets): PartSets {
  const [first] = found.sets.flat().flatMap(({ otherwise = [] }) => otherwise);
  if (!first) return found;
  const changed = [0, 1].map((which) =>
    found.sets.map((parts) => parts.map((part) => ({ ...part, ...part.otherwise?.[which] }))),
  );
  return { sets: [...found.sets, ...changed.flat()], doubt: first.why };
}

const kindByType: Readonly<Record<string, readonly Kind[]>> = {
  [classicBalancerType]: [classicLoadBalancer],
  'AWS::ApiGateway::RestApi': [restApi],
  'AWS::Serverless::Api': [restApi],
  'AWS::Serverless::HttpApi': httpApis,
  'AWS::AppSync::GraphQLApi': graphqlApis,
  'AWS::Lambda::Url': [functionUrl],
  'AWS::AppRunner::Service': [appRunnerService],
};

function kindsOf(entry: Resource): readonly Kind[] {
  switch (entry.type) {
    case balancerType:
      return chosen(
        test(entry.read('Type'), 'application', (type) => type === 'network'),
        [networkLoadBalancer],
        [applicationLoadBalancer],
      );
    case distributionType:
      return distributionKinds(entry);
    case 'AWS::ApiGatewayV2::Api':
      return chosen(
        test(entry.read('ProtocolType'), 'HTTP', (type) => type === 'WEBSOCKET'),
        [webSocketApi],
        httpApis,
      );
    case 'AWS::Serverless::Function':
      // The API that events make in its stead has a name that only the transform knows.
      return hasOwnApi(entry) && requestsTo(entry).length === 0 ? [functionUrl] : [];
    default:
      return kindByType[entry.type] ?? [];
  }
}

/** One of two, or both with the reason why it may be either. */
function chosen(isFirst: Tri, first: readonly Kind[], second: readonly Kind[]): readonly Kind[] {
  if (!isUndecided(isFirst)) return isFirst ? first : second;
  return [...first, ...second].map((kind) => ({ ...kind, doubt: isFirst.why }));
}

const sole = { places: [], certain: true };

/** A load balancer in front of one service, and an API: what `explain` takes for examples. */
export const exampleBalancer: Shape = { kind: applicationLoadBalancer, parts: [{ ...sole, servers: 3 }] };
export const exampleApi: Shape = { kind: restApi, parts: [{ ...sole, servers: 0 }] };

/** What an alarm on an entry reads the metrics of: the entry itself, or a function, and its target groups. */
export function watchedOf({ entry, kind, parts }: Subject): readonly Resource[] {
  const groups = parts.flatMap(({ places }) => places).filter(({ type }) => type === targetGroupType);
  return [...new Set([entry, kind.ownerOf?.(entry) ?? entry, ...groups])];
}
