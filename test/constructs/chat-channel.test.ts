import { Match } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ChatChannel, type ChatChannelProps } from '../../constructs';
import { ShopStack, templateOf } from './fixture';

const slack = { slackWorkspaceId: 'T0123', slackChannelId: 'C0123' };
const teams = { teamsTenantId: 'tenant', teamsTeamId: 'team', teamsChannelId: '19%3Achannel%40thread.tacv2' };

const shown = (props: ChatChannelProps) =>
  templateOf((stack) => new ChatChannel(stack, 'Chat', props).show(new Topic(stack, 'Ops')));

const settings = {
  SnsTopicArns: [{ Ref: Match.stringLikeRegexp('^Ops') }],
  IamRoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ChatRole'), 'Arn'] },
  GuardrailPolicies: [{ 'Fn::Join': ['', Match.arrayWith([':iam::aws:policy/CloudWatchReadOnlyAccess'])] }],
  LoggingLevel: 'ERROR',
};

test('shows topics in Slack', () => {
  shown(slack).hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
    ...settings,
    SlackWorkspaceId: 'T0123',
    SlackChannelId: 'C0123',
  });
});

test('shows topics in Microsoft Teams', () => {
  shown(teams).hasResourceProperties('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', {
    ...settings,
    TeamsTenantId: 'tenant',
    TeamId: 'team',
    TeamsChannelId: '19%3Achannel%40thread.tacv2',
  });
});

test('its role may do nothing by itself', () => {
  const template = shown(slack);
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: Match.absent(),
    Policies: Match.absent(),
  });
  template.resourceCountIs('AWS::IAM::Policy', 0);
});

const either = 'expected slackWorkspaceId and slackChannelId, or teamsTenantId, teamsTeamId, teamsChannelId';

test.each<[string, ChatChannelProps, string]>([
  ['no channel', {}, `no channel is stated, ${either}`],
  ['half a channel', { slackChannelId: 'C0123' }, `slackWorkspaceId not set, ${either}`],
  ['a third of a channel', { teamsTeamId: 'team' }, `teamsTenantId and teamsChannelId not set, ${either}`],
  [
    'two channels',
    { ...slack, ...teams },
    `a channel of Slack and one of Microsoft Teams are stated, ${either}`,
  ],
])('refuses %s', (_, props, message) => {
  expect(() => new ChatChannel(new ShopStack(), 'Chat', props)).toThrow(
    new Error(`cannot make ChatChannel Shop/Chat: ${message}`),
  );
});
