import { evaluate } from '../../model/evaluate';
import { isObject, own, ownObject } from '../../model/own';
import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import { ownersOf } from '../network/routing';

type Scalar = string | number | boolean;

/** A way in which an Auto Scaling group says how its instances are launched. */
export interface Way {
  /** The property of the group, and the one in it that names the resource. */
  readonly path: string;
  readonly reference: string;
  readonly type: string;
  /** Where the resource keeps what it says: the property with everything, and the one that asks for Spot instances. */
  readonly data: string;
  readonly market: string;
  readonly isSpot: (market: Scalar) => boolean;
}

const ways: readonly Way[] = [
  {
    path: 'LaunchTemplate',
    reference: 'LaunchTemplate.LaunchTemplateId',
    type: 'AWS::EC2::LaunchTemplate',
    data: 'LaunchTemplateData',
    market: 'LaunchTemplateData.InstanceMarketOptions.MarketType',
    isSpot: (market) => market === 'spot',
  },
  {
    path: 'LaunchConfigurationName',
    reference: 'LaunchConfigurationName',
    type: 'AWS::AutoScaling::LaunchConfiguration',
    data: '',
    market: 'SpotPrice',
    isSpot: (price) => price !== '',
  },
];

/** How a group launches instances: the way, and the resource that says so where it is certain. */
export function launchOf(group: Resource): { readonly way: Way; readonly from?: Resource } | undefined {
  const way = ways.find(({ path }) => group.read(path).kind !== 'absent');
  const link = way && ownersOf(group, way.reference, way.type)[0];
  return way && { way, from: link?.certain === true ? link.to : undefined };
}

/** The script that the instances of a group run when they start, as far as it can be read. */
export function userDataOf(group: Resource): Value | undefined {
  const launch = launchOf(group);
  if (!launch?.from) return undefined;
  const { way, from } = launch;
  const properties = ownObject(from.definition, 'Properties');
  const data = own(way.data === '' ? properties : ownObject(properties, way.data), 'UserData');
  return isObject(data) ? evaluate(own(data, 'Fn::Base64'), from.stack) : undefined;
}
