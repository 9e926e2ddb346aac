import type { Resource } from '../../model/resource';
import { and, or, Undecided, type Tri } from '../../model/tri';
import { ownersOf } from './routing';

/** Whether a subnet has a route to an internet gateway. */
export function isPublicSubnet(subnet: Resource): Tri {
  const { environment } = subnet.stack;
  const associations = environment.links('AWS::EC2::SubnetRouteTableAssociation', 'SubnetId');
  const tables = associations
    .to(subnet)
    .flatMap(({ from }) => ownersOf(from, 'RouteTableId', 'AWS::EC2::RouteTable').map(({ to }) => to));
  // Without an association it uses the main route table, which the templates rarely show.
  if (tables.length === 0) return new Undecided(`the route table of ${subnet.logicalId} is not known`);
  const routes = environment.links('AWS::EC2::Route', 'RouteTableId');
  return or(
    tables.flatMap((table) =>
      routes
        .to(table)
        .map(({ from, certain }) =>
          and([from.read('GatewayId').kind !== 'absent' && isGateway(from), certain]),
        ),
    ),
  );
}

function isGateway(route: Resource): Tri {
  const gateways = ownersOf(route, 'GatewayId', 'AWS::EC2::InternetGateway');
  if (gateways.length > 0) return true;
  const open = route.stack.environment.links(route.type, 'GatewayId').openFrom(route);
  return open === undefined ? false : new Undecided(open);
}
