import type { Resource } from '../../model/resource';
import { not } from '../../model/tri';
import { given, unknown, type Answer } from '../answer';
import { onItsWay } from '../alarms/entries/ways';
import { servesFilesOnly } from '../limits/entries';
import { classicBalancerType, distributionType } from '../network/entries';
import { balancerType, ownersOf } from '../network/routing';
import { test } from '../reading';
import { isShown, showsPercentiles, type Display, type Part } from './display';

const counted = ['Sum', 'SampleCount'];

/** What tells of the requests of an entry. */
interface Requests {
  readonly errors: Display;
  readonly times: Display;
}

const restApi: Requests = {
  errors: { namespace: 'AWS/ApiGateway', names: ['5XXError'], statistics: ['Sum', 'Average'] },
  times: { namespace: 'AWS/ApiGateway', names: ['Latency'] },
};
const httpApi: Requests = {
  errors: {
    namespace: 'AWS/ApiGateway',
    names: ['5xx', 'ExecutionError', 'IntegrationError'],
    statistics: ['Sum', 'Average'],
  },
  times: { namespace: 'AWS/ApiGateway', names: ['Latency', 'IntegrationLatency'] },
};

const requests: Readonly<Record<string, Requests>> = {
  [balancerType]: {
    errors: {
      namespace: 'AWS/ApplicationELB',
      names: [
        'HTTPCode_Target_5XX_Count',
        'HTTPCode_ELB_5XX_Count',
        'HTTPCode_ELB_500_Count',
        'HTTPCode_ELB_502_Count',
        'HTTPCode_ELB_503_Count',
        'HTTPCode_ELB_504_Count',
      ],
      statistics: counted,
    },
    times: { namespace: 'AWS/ApplicationELB', names: ['TargetResponseTime'] },
  },
  [classicBalancerType]: {
    errors: {
      namespace: 'AWS/ELB',
      names: ['HTTPCode_Backend_5XX', 'HTTPCode_ELB_5XX'],
      statistics: counted,
    },
    times: { namespace: 'AWS/ELB', names: ['Latency'] },
  },
  [distributionType]: {
    errors: {
      namespace: 'AWS/CloudFront',
      names: ['5xxErrorRate', 'TotalErrorRate'],
      statistics: ['Average'],
    },
    times: { namespace: 'AWS/CloudFront', names: ['OriginLatency'] },
  },
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::Serverless::Api': restApi,
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::Serverless::HttpApi': httpApi,
  'AWS::AppSync::GraphQLApi': {
    errors: { namespace: 'AWS/AppSync', names: ['5XXError'], statistics: ['Sum'] },
    times: { namespace: 'AWS/AppSync', names: ['Latency'] },
  },
  'AWS::AppRunner::Service': {
    errors: { namespace: 'AWS/AppRunner', names: ['5xxStatusResponses'], statistics: ['Sum'] },
    times: { namespace: 'AWS/AppRunner', names: ['RequestLatency'] },
  },
  'AWS::Lambda::Url': {
    errors: { namespace: 'AWS/Lambda', names: ['Url5xxCount', 'Errors'], statistics: ['Sum'] },
    times: { namespace: 'AWS/Lambda', names: ['UrlRequestLatency', 'Duration'] },
  },
};

/** What the application, or the log of each request, may tell instead. */
const toldErrors = /^(a log|(?!AWS\/(?!ApplicationSignals )).*(error|fault|fail|5xx).*)$/i;
const toldTimes = /^(a log|(?!AWS\/(?!ApplicationSignals )).*(latency|duration|time).*)$/i;

/** Whether a dashboard shows how many requests to an entry fail: at the entry, before it or behind it. */
export function showsErrors(entry: Resource): Answer {
  return onItsWay(entry, (guarded) => {
    const what = `the error rate of ${guarded.logicalId}`;
    return judged(guarded, what, (parts, { errors }) =>
      isShown({ what, subject: guarded, parts, displays: [errors], alsoBy: toldErrors }),
    );
  });
}

/** Whether a dashboard shows how long an entry takes to answer; undefined for what serves files only. */
export function showsResponseTimes(entry: Resource): Answer | undefined {
  if (servesFilesOnly(entry)) return undefined;
  return onItsWay(entry, (guarded) => {
    const what = `p50, p95 and p99 of the response time of ${guarded.logicalId}`;
    return judged(guarded, what, (parts, { times }) =>
      showsPercentiles({ what, subject: guarded, parts, displays: [times], alsoBy: toldTimes }),
    );
  });
}

function judged(
  entry: Resource,
  what: string,
  question: (parts: readonly Part[], displays: Requests) => Answer,
): Answer {
  const displays = requests[entry.type];
  // Load balancers that pass connections on do not see requests.
  const isBlind =
    entry.type === balancerType && test(entry.read('Type'), 'application', (type) => type === 'network');
  if (!displays || isBlind === true) {
    return unknown(`no metric of AWS tells ${what}; verify on the dashboards of the application`);
  }
  return given(not(isBlind), question(functionsBehind(entry), displays));
}

function functionsBehind(entry: Resource): readonly Part[] {
  if (entry.type !== 'AWS::Lambda::Url') return [];
  return ['AWS::Lambda::Function', 'AWS::Serverless::Function'].flatMap((type) =>
    ownersOf(entry, 'TargetFunctionArn', type).map(({ to, certain }) => ({ resource: to, certain })),
  );
}
