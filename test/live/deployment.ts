import { account } from './account';
import { makers } from './makers';
import type { Moto } from './moto';
import { serviceError, type Answers } from './service';
import { valueIn, type Json, type Made, type Scope } from './template-values';
import type { Call } from './wire';

/** A template, and where it goes. */
export interface StackToDeploy {
  readonly name: string;
  readonly region: string;
  readonly template: Template;
}

export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Json }>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: Json; readonly Export?: { readonly Name: string } }>
  >;
}

/**
 * Stacks in an account of moto. What probes ask about, and moto models, is really made; the rest has a name and nothing
 * behind it. Moto's own CloudFormation knows few of the types, so the stacks are told of by `cloudformation`, as AWS
 * would tell of them.
 */
export class Deployment {
  private readonly made = new Map<string, Promise<Made>>();

  constructor(
    private readonly moto: Moto,
    private readonly stacks: readonly StackToDeploy[],
  ) {}

  /** Makes everything. */
  async deploy(): Promise<void> {
    for (const stack of this.stacks) {
      for (const logicalId of Object.keys(stack.template.Resources)) await this.resource(stack, logicalId);
    }
  }

  /** Physical id of the resource whose logical id begins so. */
  async physicalId(stackName: string, beginning: string): Promise<string> {
    const stack = this.named(stackName);
    const [logicalId, ...others] = Object.keys(stack.template.Resources).filter((id) =>
      id.startsWith(beginning),
    );
    if (logicalId === undefined || others.length > 0) throw new Error(`not one ${beginning} in ${stackName}`);
    return (await this.resource(stack, logicalId)).ref;
  }

  /** What CloudFormation says of the stacks. */
  readonly cloudformation: Answers = {
    'cloudformation:ListStacks': (_input, call) => ({
      StackSummaries: this.in(call).map((stack) => ({
        StackName: stack.name,
        ...status,
        StackId: idOf(stack),
      })),
    }),
    'cloudformation:DescribeStacks': async ({ StackName }, call) => {
      const stack = this.asked(StackName, call);
      const names = Object.entries(stack.template.Outputs ?? {});
      const outputs = names.map(async ([OutputKey, { Value, Export }]) => {
        const OutputValue = String(await valueIn(this.scope(stack), Value));
        return { OutputKey, OutputValue, ...(Export ? { ExportName: Export.Name } : {}) };
      });
      const described = {
        StackName: stack.name,
        StackId: idOf(stack),
        ...status,
        EnableTerminationProtection: true,
      };
      return { Stacks: [{ ...described, Parameters: bootstrap, Outputs: await Promise.all(outputs) }] };
    },
    'cloudformation:GetTemplate': ({ StackName }, call) => ({
      TemplateBody: JSON.stringify(this.asked(StackName, call).template),
    }),
    'cloudformation:ListStackResources': async ({ StackName }, call) => {
      const stack = this.asked(StackName, call);
      const resources = Object.entries(stack.template.Resources).map(
        async ([LogicalResourceId, { Type }]) => ({
          LogicalResourceId,
          ResourceType: Type,
          PhysicalResourceId: (await this.resource(stack, LogicalResourceId)).ref,
          ResourceStatus: 'CREATE_COMPLETE' as const,
          LastUpdatedTimestamp: status.CreationTime,
        }),
      );
      return { StackResourceSummaries: await Promise.all(resources) };
    },
  };

  private in({ region }: Call): readonly StackToDeploy[] {
    return this.stacks.filter((stack) => stack.region === region);
  }

  private asked(nameOrId: string | undefined, call: Call): StackToDeploy {
    const stack = this.in(call).find((each) => each.name === nameOrId || idOf(each) === nameOrId);
    if (!stack) throw serviceError('ValidationError', `Stack with id ${nameOrId ?? ''} does not exist`);
    return stack;
  }

  private named(name: string): StackToDeploy {
    const stack = this.stacks.find((each) => each.name === name);
    if (!stack) throw new Error(`no stack ${name}`);
    return stack;
  }

  private resource(stack: StackToDeploy, logicalId: string): Promise<Made> {
    const key = `${stack.name} ${logicalId}`;
    const made = this.made.get(key) ?? this.make(stack, logicalId);
    this.made.set(key, made);
    return made;
  }

  private async make(stack: StackToDeploy, logicalId: string): Promise<Made> {
    const { Type, Properties = {} } = stack.template.Resources[logicalId]!;
    const name = `${stack.name}-${logicalId}`.toLowerCase();
    const maker = makers[Type];
    if (!maker) return { ref: name };
    const properties = (await valueIn(this.scope(stack), Properties)) as Record<string, never>;
    return maker(properties, name, (Client) => this.moto.client(Client, stack.region));
  }

  private scope(stack: StackToDeploy): Scope {
    return {
      pseudo: {
        'AWS::Region': stack.region,
        'AWS::AccountId': account,
        'AWS::Partition': 'aws',
        'AWS::URLSuffix': 'amazonaws.com',
        'AWS::StackName': stack.name,
        'AWS::StackId': idOf(stack),
      },
      resource: (logicalId) => this.resource(stack, logicalId),
      output: async (name, output) => {
        const from = this.named(name);
        return String(await valueIn(this.scope(from), from.template.Outputs?.[output]?.Value));
      },
      exported: async (name) => {
        for (const from of this.stacks) {
          const output = Object.values(from.template.Outputs ?? {}).find(
            ({ Export }) => Export?.Name === name,
          );
          if (output) return String(await valueIn(this.scope(from), output.Value));
        }
        throw new Error(`nothing exports ${name}`);
      },
    };
  }
}

const status = { StackStatus: 'CREATE_COMPLETE' as const, CreationTime: new Date('2026-01-01T00:00:00Z') };
const bootstrap = [
  {
    ParameterKey: 'BootstrapVersion',
    ParameterValue: '/cdk-bootstrap/hnb659fds/version',
    ResolvedValue: '30',
  },
];

function idOf({ name, region }: StackToDeploy): string {
  return `arn:aws:cloudformation:${region}:${account}:stack/${name}/7e1b5e50-0000-4000-8000-000000000000`;
}
