import {
  AssociateWebACLCommand,
  CreateWebACLCommand,
  DisassociateWebACLCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { isProtected } from '../../../lib/live/firewall/acls';
import { blocksAttacks, limitsAddresses } from '../../../lib/live/firewall/judgement';
import { answerOf } from '../asking';
import { startMoto, type Moto } from '../moto';

let moto: Moto;
beforeAll(async () => (moto = await startMoto()));
afterAll(() => moto.stop());

const graph = 'arn:aws:appsync:eu-west-1:123456789012:apis/graph';
const entry = { type: 'AWS::AppSync::GraphQLApi', id: graph };
const VisibilityConfig = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'm' };

async function createAcl(Name: string, Scope: 'REGIONAL' | 'CLOUDFRONT', region: string) {
  const command = new CreateWebACLCommand({
    Name,
    Scope,
    DefaultAction: { Allow: {} },
    VisibilityConfig,
    Rules: [
      {
        Name: 'Rate',
        Priority: 0,
        Action: { Block: {} },
        Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } },
        VisibilityConfig,
      },
    ],
  });
  return (await moto.client(WAFV2Client, region).send(command)).Summary!;
}

test('a web ACL is attached, limits addresses, and is taken away', async () => {
  const client = moto.client(WAFV2Client);
  const { ARN: WebACLArn } = await createAcl('guard', 'REGIONAL', 'eu-west-1');
  await client.send(new AssociateWebACLCommand({ WebACLArn, ResourceArn: graph }));
  expect(await answerOf(isProtected, entry, moto.aws())).toMatchObject({
    outcome: 'pass',
    message: 'web ACL guard protects graph now',
  });
  expect(await answerOf(limitsAddresses, entry, moto.aws())).toMatchObject({
    outcome: 'pass',
    message: 'rule Rate of web ACL guard stops each address after 2000 requests in 300 seconds',
  });
  expect(await answerOf(blocksAttacks, entry, moto.aws())).toMatchObject({ outcome: 'fail' });
  await client.send(new DisassociateWebACLCommand({ ResourceArn: graph }));
  expect(await answerOf(isProtected, entry, moto.aws())).toMatchObject({
    outcome: 'fail',
    message: 'no web ACL is attached to graph in eu-west-1, expected one',
  });
});

test('the web ACL of a distribution is asked for in us-east-1, whatever region the stack lies in', async () => {
  const { Id } = await createAcl('edge', 'CLOUDFRONT', 'us-east-1');
  const target = { type: 'AWS::WAFv2::WebACL', id: `edge|${Id}|CLOUDFRONT` };
  expect(await answerOf(limitsAddresses, target, moto.aws())).toMatchObject({ outcome: 'pass' });
  const gone = { ...target, id: 'edge|00000000|CLOUDFRONT' };
  expect(await answerOf(limitsAddresses, gone, moto.aws())).toMatchObject({
    outcome: 'fail',
    message: 'web ACL edge does not exist',
  });
});
