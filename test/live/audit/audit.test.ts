import type { GetEventDataStoreResponse, Trail } from '@aws-sdk/client-cloudtrail';
import { auditProbes } from '../../../lib/live/probes/audit';
import { testProbes, type ProbeCase } from '../asking';
import { inTurn, serviceError, type Answers } from '../service';
import {
  arnOf,
  changes,
  fails,
  good,
  management,
  passes,
  status,
  trail,
  trailIs,
  unknowns,
  when,
} from './trails';

const store: GetEventDataStoreResponse = {
  Name: 'lake',
  Status: 'ENABLED',
  MultiRegionEnabled: true,
  AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', ...management }] }],
};
const noStores: Answers = { 'cloudtrail:ListEventDataStores': { EventDataStores: [] } };
const noTrails: Answers = { 'cloudtrail:DescribeTrails': { trailList: [] } };
const storeIs = (change: Partial<GetEventDataStoreResponse>): Answers => ({
  ...noTrails,
  'cloudtrail:ListEventDataStores': { EventDataStores: [{ EventDataStoreArn: 'arn:lake' }] },
  'cloudtrail:GetEventDataStore': { ...store, ...change },
});
const noTrail = 'no trail records eu-west-1, neither of this account nor of an organization';
const lakeTakes = 'event data store lake takes in the changes of all regions';
const lakeUntold = 'AWS does not say whether event data store lake takes in the changes of all regions';
const withoutStores = (cases: readonly ProbeCase[]): readonly ProbeCase[] =>
  cases.map((each) => ({ ...each, answers: { ...noStores, ...each.answers } }));

/** A trail of the account that does not log, beside one of the organization, whose selectors it may not see. */
function organizationIs(change: Partial<Trail> = {}): Answers {
  const shared = {
    ...trail,
    Name: 'all',
    TrailARN: arnOf('all', '999999999999', 'us-east-1'),
    HomeRegion: 'us-east-1',
  };
  return {
    ...trailIs(),
    'cloudtrail:DescribeTrails': ({ includeShadowTrails }) =>
      includeShadowTrails ? { trailList: [trail, { ...shared, IsOrganizationTrail: true, ...change }] } : {},
    'cloudtrail:GetTrailStatus': ({ Name }) =>
      Name === shared.TrailARN ? { IsLogging: true } : { ...status, IsLogging: false },
    'cloudtrail:GetEventSelectors': ({ TrailName }, { region }) => {
      if (TrailName !== shared.TrailARN) return { EventSelectors: [changes] };
      if (region !== shared.HomeRegion) throw serviceError('InvalidHomeRegionException');
      return { EventSelectors: [{ ...changes, ReadWriteType: 'ReadOnly' }] };
    },
  };
}

testProbes(auditProbes, {
  'SEC7.recorded': {
    target: { type: 'AWS::Region', id: 'eu-west-1' },
    pass: [
      ...passes,
      when(
        'the trail of an organization',
        organizationIs(),
        'trail all records changes in all regions and is logging in eu-west-1; it is that of account 999999999999, which alone sees its deliveries',
      ),
      when('an event data store', storeIs({}), lakeTakes),
      when(
        'an event data store of the second page',
        {
          ...noTrails,
          'cloudtrail:ListEventDataStores': inTurn(
            { EventDataStores: [{ EventDataStoreArn: 'arn:old' }], NextToken: 'next' },
            { EventDataStores: [{ EventDataStoreArn: 'arn:lake' }] },
          ),
          'cloudtrail:GetEventDataStore': ({ EventDataStore }) =>
            EventDataStore === 'arn:lake' ? store : { ...store, Status: 'PENDING_DELETION' },
        },
        lakeTakes,
      ),
    ],
    fail: [
      ...withoutStores(fails),
      when('nothing', { ...noTrails, ...noStores }, noTrail),
      when(
        'nothing, where CloudTrail Lake is closed',
        { ...noTrails, 'cloudtrail:ListEventDataStores': serviceError('UnsupportedOperationException') },
        noTrail,
      ),
      ...(['STOPPING_INGESTION', 'STOPPED_INGESTION', 'PENDING_DELETION'] as const).map((Status) =>
        when(`an event data store that is ${Status}`, storeIs({ Status }), noTrail),
      ),
      when('an event data store of one region', storeIs({ MultiRegionEnabled: false }), noTrail),
      when(
        'an event data store of configurations',
        storeIs({
          AdvancedEventSelectors: [
            { FieldSelectors: [{ Field: 'eventCategory', Equals: ['ConfigurationItem'] }] },
          ],
        }),
        noTrail,
      ),
      when(
        'two trails, of which none records changes',
        { ...organizationIs({ HasCustomEventSelectors: true }), ...noStores },
        'trail shop: it is not logging in eu-west-1; trail all: its event selectors leave out management events that write',
      ),
    ],
    unknown: [
      ...withoutStores(unknowns),
      ...(['CREATED', 'STARTING_INGESTION'] as const).map((Status) =>
        when(
          `an event data store that is ${Status}`,
          storeIs({ Status }),
          `event data store lake is ${Status}; ask again when it is ENABLED`,
        ),
      ),
      when('an event data store in no state', storeIs({ Status: undefined }), lakeUntold),
      when('regions that are not told', storeIs({ MultiRegionEnabled: undefined }), lakeUntold),
      when('events that are not told', storeIs({ AdvancedEventSelectors: undefined }), lakeUntold),
    ],
  },
  'SEC7.delivered': {
    target: { type: 'AWS::CloudTrail::Trail', id: 'shop' },
    pass: [
      ...passes,
      { name: 'a trail named by its ARN', target: { id: arnOf('shop') }, answers: trailIs(), message: good },
    ],
    fail: [
      ...fails,
      when('a trail that is gone', noTrails, 'trail shop does not exist in eu-west-1'),
      when(
        'another trail',
        trailIs({ Name: 'shop-2', TrailARN: arnOf('shop-2') }),
        'trail shop does not exist in eu-west-1',
      ),
    ],
    unknown: unknowns,
  },
});
