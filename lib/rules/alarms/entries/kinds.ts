import type { Resource } from '../../../model/resource';
import { targetOf } from '../../../model/names';
import {
  counted,
  errors,
  flagged,
  none,
  requests,
  responseTimes,
  servers,
  whileAsked,
  type Metrics,
} from './formulas';

/** What a kind of entry tells of its traffic, as AWS documents it. */
export interface Kind {
  readonly namespace: string;
  /** What is published about the entry as a whole. */
  readonly whole: Publication;
  /** What is published about each of its parts. */
  readonly parts?: Publication;
  /** The resource that its metrics name in place of the entry. */
  readonly ownerOf?: (entry: Resource) => Resource | undefined;
  /** Why nobody knows which of several kinds an entry is. */
  readonly doubt?: string;
  /** What its metrics say nothing about: how many requests fail, how long they take. */
  readonly saysNothing?: true;
  /** True where it tells apart the requests that failed before they got to a server. */
  readonly refuses?: boolean;
}

/** Metrics, and the names of the dimensions under which they are published. */
export interface Publication {
  readonly dimensions: readonly string[];
  readonly metrics: Metrics;
}

const taken = counted((traffic) => traffic.taken);
const failed = counted((traffic) => traffic.failed);
const refused = counted((traffic) => traffic.refused);
const all = counted(requests);
const milliseconds = responseTimes(1);
const seconds = responseTimes(1000);
const healthy = servers((traffic) => traffic.healthy);
const unhealthy = servers((traffic) => traffic.unhealthy);

/** Without a healthy server a load balancer answers 503; one that breaks off makes a 502. */
const badGateway = counted((traffic) => (traffic.healthy > 0 ? traffic.refused : 0));
const unavailable = counted((traffic) => (traffic.healthy > 0 ? 0 : traffic.refused));

/** Answers of targets, published for the load balancer and for each target group. */
const answers: Metrics = {
  HTTPCode_Target_2XX_Count: counted((traffic) => traffic.taken - traffic.failed),
  HTTPCode_Target_3XX_Count: none,
  HTTPCode_Target_4XX_Count: none,
  HTTPCode_Target_5XX_Count: failed,
  // Requests for which no target could be chosen do not count as requests.
  RequestCount: taken,
  TargetResponseTime: seconds,
  TargetConnectionErrorCount: none,
  TargetTLSNegotiationErrorCount: none,
};

export const applicationLoadBalancer: Kind = {
  namespace: 'AWS/ApplicationELB',
  refuses: true,
  whole: {
    dimensions: ['LoadBalancer'],
    metrics: {
      ...answers,
      ActiveConnectionCount: all,
      ClientTLSNegotiationErrorCount: none,
      ConsumedLCUs: whileAsked(() => 1),
      HTTPCode_ELB_3XX_Count: none,
      HTTPCode_ELB_4XX_Count: none,
      HTTPCode_ELB_5XX_Count: refused,
      HTTPCode_ELB_500_Count: none,
      HTTPCode_ELB_502_Count: badGateway,
      HTTPCode_ELB_503_Count: unavailable,
      HTTPCode_ELB_504_Count: none,
      NewConnectionCount: all,
      ProcessedBytes: all,
      RejectedConnectionCount: none,
    },
  },
  parts: {
    dimensions: ['TargetGroup', 'LoadBalancer'],
    metrics: {
      ...answers,
      HealthyHostCount: healthy,
      UnHealthyHostCount: unhealthy,
      AnomalousHostCount: servers(() => 0),
      RequestCountPerTarget: counted((traffic) => traffic.taken / Math.max(1, traffic.healthy)),
    },
  },
};

/** Connections, of which nobody can tell whether what they carried was a failure. */
export const networkLoadBalancer: Kind = {
  namespace: 'AWS/NetworkELB',
  saysNothing: true,
  whole: {
    dimensions: ['LoadBalancer'],
    metrics: {
      ActiveFlowCount: all,
      ClientTLSNegotiationErrorCount: none,
      NewFlowCount: all,
      ProcessedBytes: all,
      TargetTLSNegotiationErrorCount: none,
      TCP_Client_Reset_Count: none,
      TCP_ELB_Reset_Count: refused,
      TCP_Target_Reset_Count: none,
    },
  },
  parts: {
    dimensions: ['TargetGroup', 'LoadBalancer'],
    metrics: { HealthyHostCount: healthy, UnHealthyHostCount: unhealthy },
  },
};

export const classicLoadBalancer: Kind = {
  namespace: 'AWS/ELB',
  refuses: true,
  whole: {
    dimensions: ['LoadBalancerName'],
    metrics: {
      BackendConnectionErrors: none,
      HealthyHostCount: healthy,
      HTTPCode_Backend_2XX: counted((traffic) => traffic.taken - traffic.failed),
      HTTPCode_Backend_3XX: none,
      HTTPCode_Backend_4XX: none,
      HTTPCode_Backend_5XX: failed,
      HTTPCode_ELB_4XX: none,
      HTTPCode_ELB_5XX: refused,
      Latency: seconds,
      RequestCount: taken,
      SpilloverCount: none,
      SurgeQueueLength: none,
      UnHealthyHostCount: unhealthy,
    },
  },
};

const restMetrics: Metrics = {
  '4XXError': flagged(() => 0),
  '5XXError': flagged(errors),
  // What HTTP APIs call their errors, no REST API does, nor the other way round.
  '4xx': none,
  '5xx': none,
  CacheHitCount: none,
  Count: all,
  IntegrationLatency: milliseconds,
  Latency: milliseconds,
};

export const restApi: Kind = {
  namespace: 'AWS/ApiGateway',
  whole: { dimensions: ['ApiName'], metrics: restMetrics },
  parts: { dimensions: ['ApiName', 'Stage'], metrics: restMetrics },
};

/** Whether the average of its errors is a rate: for REST APIs AWS says so, and for these kinds nothing. */
const doubt = 'AWS does not say whether requests that succeed count as zeros among its errors';

export const httpApis: readonly Kind[] = [flagged, counted].map((told) => {
  const metrics = {
    '4xx': told(() => 0),
    '5xx': told(errors),
    '4XXError': none,
    '5XXError': none,
    Count: all,
    DataProcessed: all,
    IntegrationLatency: milliseconds,
    Latency: milliseconds,
  };
  return {
    namespace: 'AWS/ApiGateway',
    doubt,
    whole: { dimensions: ['ApiId'], metrics },
    parts: { dimensions: ['ApiId', 'Stage'], metrics },
  };
});

const messages: Metrics = {
  ClientError: none,
  ConnectCount: all,
  ExecutionError: none,
  IntegrationError: counted(errors),
  IntegrationLatency: milliseconds,
  MessageCount: all,
};

export const webSocketApi: Kind = {
  namespace: 'AWS/ApiGateway',
  whole: { dimensions: ['ApiId'], metrics: messages },
  parts: { dimensions: ['ApiId', 'Stage'], metrics: messages },
};

export const graphqlApis: readonly Kind[] = [flagged, counted].map((told) => ({
  namespace: 'AWS/AppSync',
  doubt,
  whole: {
    dimensions: ['GraphQLAPIId'],
    metrics: {
      '4XXError': told(() => 0),
      '5XXError': told(errors),
      Latency: milliseconds,
      Requests: all,
      TokensConsumed: all,
    },
  },
}));

export const functionUrl: Kind = {
  namespace: 'AWS/Lambda',
  ownerOf: (url) => targetOf(url.read('TargetFunctionArn'), url.stack).resources[0],
  whole: {
    dimensions: ['FunctionName'],
    metrics: {
      Url4xxCount: none,
      Url5xxCount: counted(errors),
      UrlRequestCount: all,
      UrlRequestLatency: milliseconds,
    },
  },
};

export const appRunnerService: Kind = {
  namespace: 'AWS/AppRunner',
  whole: {
    dimensions: ['ServiceName', 'ServiceID'],
    metrics: {
      '2xxStatusResponses': counted((traffic) => traffic.taken - traffic.failed),
      '4xxStatusResponses': none,
      '5xxStatusResponses': counted(errors),
      ActiveInstances: whileAsked(() => 1),
      Concurrency: all,
      RequestLatency: milliseconds,
      Requests: all,
    },
  },
};
