import { Lazy, Names } from 'aws-cdk-lib';
import { CfnMicrosoftTeamsChannelConfiguration, CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import { type Problem, refuse } from './private/problems';

/** Properties of a ChatChannel: a channel of Slack or of Microsoft Teams. */
export interface ChatChannelProps {
  /**
   * The id of the Slack workspace. An administrator authorizes it once in the console of Amazon Q Developer.
   * @default - the channel is one of Microsoft Teams
   */
  readonly slackWorkspaceId?: string;
  /**
   * The id of the Slack channel.
   * @default - the channel is one of Microsoft Teams
   */
  readonly slackChannelId?: string;
  /**
   * The id of the tenant of Microsoft Teams. An administrator authorizes it once in the console of Amazon Q Developer.
   * @default - the channel is one of Slack
   */
  readonly teamsTenantId?: string;
  /**
   * The id of the team in Microsoft Teams.
   * @default - the channel is one of Slack
   */
  readonly teamsTeamId?: string;
  /**
   * The id of the channel in Microsoft Teams.
   * @default - the channel is one of Slack
   */
  readonly teamsChannelId?: string;
}

/**
 * A channel of Slack or Microsoft Teams in which Amazon Q Developer shows what topics say. It wakes nobody. Whoever types
 * into the channel may read metrics and alarms and change nothing, whatever is granted to the role later; without the
 * guardrail, Amazon Q would allow everything that the role does.
 */
export class ChatChannel extends Construct {
  /** The controls of the checklist that this construct provides by itself: none, as somebody must publish to it. */
  public static readonly CONTROLS: string[] = controls();

  /** The role of those who type into the channel. It may do nothing until something is granted to it. */
  public readonly role: Role;
  private readonly topics: ITopic[] = [];

  constructor(scope: Construct, id: string, props: ChatChannelProps) {
    super(scope, id);
    const slack = stated(props, ['slackWorkspaceId', 'slackChannelId']);
    const teams = stated(props, ['teamsTenantId', 'teamsTeamId', 'teamsChannelId']);
    refuse(this, [notOne(slack, teams)]);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('chatbot.amazonaws.com') });
    const settings = {
      configurationName: Names.uniqueResourceName(this, { maxLength: 128 }),
      guardrailPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('CloudWatchReadOnlyAccess').managedPolicyArn,
      ],
      iamRoleArn: this.role.roleArn,
      loggingLevel: 'ERROR',
      snsTopicArns: Lazy.list({ produce: () => this.topics.map(({ topicArn }) => topicArn) }),
    };
    const { slackWorkspaceId, slackChannelId, teamsTenantId, teamsTeamId, teamsChannelId } = props;
    if (slackWorkspaceId !== undefined && slackChannelId !== undefined)
      new CfnSlackChannelConfiguration(this, 'Channel', { ...settings, slackWorkspaceId, slackChannelId });
    else if (teamsTenantId !== undefined && teamsTeamId !== undefined && teamsChannelId !== undefined)
      new CfnMicrosoftTeamsChannelConfiguration(this, 'Channel', {
        ...settings,
        teamsTenantId,
        teamId: teamsTeamId,
        teamsChannelId,
      });
  }

  /** Shows in the channel what a topic says. */
  public show(topic: ITopic): void {
    this.topics.push(topic);
  }
}

/** Which of some props are stated, and which are missing. */
interface StatedProps {
  readonly names: readonly string[];
  readonly missing: readonly string[];
}

function stated(props: ChatChannelProps, names: readonly (keyof ChatChannelProps)[]): StatedProps {
  return { names, missing: names.filter((name) => props[name] === undefined) };
}

function notOne(slack: StatedProps, teams: StatedProps): Problem {
  const begun = [slack, teams].filter(({ names, missing }) => missing.length < names.length);
  const expected = `expected ${slack.names.join(' and ')}, or ${teams.names.join(', ')}`;
  const [first] = begun;
  if (!first) return `no channel is stated, ${expected}`;
  if (begun.length > 1) return `a channel of Slack and one of Microsoft Teams are stated, ${expected}`;
  return first.missing.length > 0 ? `${first.missing.join(' and ')} not set, ${expected}` : undefined;
}
