import type { Resource } from '../../model/resource';
import { and, or, Undecided, type Tri } from '../../model/tri';
import { ownersOf } from '../network/routing';
import { perResource } from '../per-environment';

const routeType = 'AWS::EC2::Route';

/** Whether a subnet has a route to an internet gateway. */
export const leadsOutside = perResource((subnet): Tri => {
  const tables = tablesOf(subnet);
  const exposed = or(tables.map(({ table, certain }) => and([certain, hasWayOut(table)])));
  const certain = or(tables.map((link) => link.certain));
  if (exposed !== false || certain === true) return exposed;
  // Without an association a subnet uses the main route table, which the templates rarely show.
  return new Undecided(`the route table of ${subnet.logicalId} is not known`);
});

function tablesOf(subnet: Resource): readonly { readonly table: Resource; readonly certain: Tri }[] {
  return subnet.stack.environment
    .links('AWS::EC2::SubnetRouteTableAssociation', 'SubnetId')
    .to(subnet)
    .flatMap(({ from, certain }) =>
      ownersOf(from, 'RouteTableId', 'AWS::EC2::RouteTable').map((owner) => ({
        table: owner.to,
        certain: and([certain, owner.certain]),
      })),
    );
}

function hasWayOut(table: Resource): Tri {
  const { environment } = table.stack;
  const links = environment.links(routeType, 'RouteTableId');
  const own = links.to(table).map(({ from, certain }) => and([certain, leadsToGateway(from)]));
  const strays =
    links.openCount === 0
      ? []
      : environment.of(routeType).map((route) => {
          const why = links.openFrom(route);
          return why === undefined ? false : and([leadsToGateway(route), new Undecided(why)]);
        });
  return or([...own, ...strays]);
}

function leadsToGateway(route: Resource): Tri {
  const gateways = ownersOf(route, 'GatewayId', 'AWS::EC2::InternetGateway');
  const open = route.stack.environment.links(routeType, 'GatewayId').openFrom(route);
  return or([...gateways.map(({ certain }) => certain), open === undefined ? false : new Undecided(open)]);
}
