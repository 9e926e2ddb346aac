import { Stage } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { DdosProtection } from '../../constructs';
import { assess, readAssembly } from '../../lib/engine';
import { ShopStack, templateOf } from './fixture';

function loadBalancer(stack: ShopStack): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, 'Alb', { vpc: stack.vpc, internetFacing: true });
}

function distribution(stack: ShopStack): Distribution {
  return new Distribution(stack, 'Cdn', { defaultBehavior: { origin: new HttpOrigin('www.example.com') } });
}

/** A load balancer, a distribution and the addresses of a network load balancer, all of them protected. */
function everything(stack: ShopStack): void {
  const elasticIps = stack.vpc.publicSubnets.map((_, i) => new CfnEIP(stack, `Address${i}`));
  const mappings = stack.vpc.publicSubnets.map(({ subnetId }, i) => ({
    subnetId,
    allocationId: elasticIps[i]!.attrAllocationId,
  }));
  const nlb = new NetworkLoadBalancer(stack, 'Nlb', { vpc: stack.vpc, internetFacing: true });
  const resource = nlb.node.defaultChild as unknown as { subnets?: string[]; subnetMappings: object[] };
  resource.subnets = undefined;
  resource.subnetMappings = mappings;
  new DdosProtection(stack, 'Protection', {
    loadBalancers: [loadBalancer(stack)],
    distributions: [distribution(stack)],
    elasticIps,
  });
}

test('protects each resource, and answers floods of requests where there is a firewall', () => {
  const template = templateOf(everything);
  template.resourceCountIs('AWS::Shield::Protection', 5);
  const answer = { Action: { Block: {} }, Status: 'ENABLED' };
  template.hasResourceProperties('AWS::Shield::Protection', {
    Name: Match.stringLikeRegexp('Alb'),
    ResourceArn: { Ref: Match.stringLikeRegexp('^Alb') },
    ApplicationLayerAutomaticResponseConfiguration: answer,
  });
  template.hasResourceProperties('AWS::Shield::Protection', {
    ResourceArn: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':distribution/$')])] },
    ApplicationLayerAutomaticResponseConfiguration: answer,
  });
  template.hasResourceProperties('AWS::Shield::Protection', {
    ResourceArn: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':eip-allocation/$')])] },
    ApplicationLayerAutomaticResponseConfiguration: Match.absent(),
  });
});

test('answers nothing by itself where it is told so', () => {
  const template = templateOf((stack) => {
    new DdosProtection(stack, 'Protection', {
      loadBalancers: [loadBalancer(stack)],
      automaticResponse: false,
    });
  });
  template.hasResourceProperties('AWS::Shield::Protection', {
    ApplicationLayerAutomaticResponseConfiguration: Match.absent(),
  });
});

test('refuses to protect nothing', () => {
  expect(() => new DdosProtection(new ShopStack(), 'Protection', {})).toThrow(
    'cannot make DdosProtection Shop/Protection: nothing is to be protected, expected loadBalancers, distributions or elasticIps',
  );
});

test('the checklist finds every control in what the construct makes', () => {
  const stack = new ShopStack();
  everything(stack);
  const environments = readAssembly(Stage.of(stack)!.synth().directory);
  const report = assess(environments, { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  const control = report.items.flatMap(({ controls }) => controls).find(({ id }) => id === 'SEC3.absorbed');
  expect([control?.outcome, control?.examined]).toEqual(['pass', 3]);
});
