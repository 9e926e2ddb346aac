import type { Resource } from '../../../model/resource';
import { and, isUndecided, or, type Tri } from '../../../model/tri';
import { test } from '../../reading';
import {
  counted,
  errors,
  none,
  percentage,
  requests,
  responseTimes,
  whileAsked,
  type Metrics,
} from './formulas';
import type { Kind } from './kinds';

const standard: Metrics = {
  '4xxErrorRate': percentage(() => 0),
  '5xxErrorRate': percentage(errors),
  BytesDownloaded: counted(requests),
  BytesUploaded: none,
  Requests: counted(requests),
  TotalErrorRate: percentage(errors),
};

/** What a distribution publishes only where a monitoring subscription asks for it. */
const additional: Metrics = {
  '401ErrorRate': percentage(() => 0),
  '403ErrorRate': percentage(() => 0),
  '404ErrorRate': percentage(() => 0),
  '502ErrorRate': percentage(({ failed, refused }) => failed + refused),
  '503ErrorRate': percentage(() => 0),
  '504ErrorRate': percentage(() => 0),
  CacheHitRate: whileAsked(() => 90),
  OriginLatency: responseTimes(1),
};

const settled: Metrics = Object.fromEntries(Object.keys(additional).map((name) => [name, none]));

/** What a distribution tells of its traffic, under one reading or, where it is not known what it publishes, two. */
export function distributionKinds(distribution: Resource): readonly Kind[] {
  const subscribed = publishesMore(distribution);
  return [...(subscribed === true ? [] : [settled]), ...(subscribed === false ? [] : [additional])].map(
    (more) => ({
      namespace: 'AWS/CloudFront',
      doubt: isUndecided(subscribed) ? subscribed.why : undefined,
      whole: { dimensions: ['DistributionId', 'Region'], metrics: { ...standard, ...more } },
    }),
  );
}

function publishesMore(distribution: Resource): Tri {
  const type = 'AWS::CloudFront::MonitoringSubscription';
  const path = 'MonitoringSubscription.RealtimeMetricsSubscriptionConfig.RealtimeMetricsSubscriptionStatus';
  return or(
    distribution.stack.environment
      .links(type, 'DistributionId')
      .to(distribution)
      .map(({ from, certain }) =>
        and([certain, test(from.read(path), undefined, (status) => status === 'Enabled')]),
      ),
  );
}
