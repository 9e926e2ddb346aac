import {
  Stage,
  type CfnResource,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { assess } from '../assess/assess';
import { items } from '../checklist';
import type { EnvironmentInput } from '../model/input';
import { readAssembly } from '../sources/assembly';
import { version } from '../version';
import { acknowledgementsAbove } from './acknowledgements';
import { isHonouredByCore, violationsOf } from './violations';
import { declarationOf, type ReadinessWorkload } from './workload-props';

/** Props of the pack. */
export interface ReadinessChecksProps {
  /**
   * What the application consists of, and what it deliberately has not.
   *
   * @default - inferred from the wiring
   */
  readonly workload?: ReadinessWorkload;
  /**
   * Whether what the templates cannot decide fails the synthesis too, instead of being a warning.
   *
   * @default false
   */
  readonly strict?: boolean;
}

/**
 * A cdk-nag pack that judges the go-live checklist over the whole app at once, each Stage by itself. Register it with
 * `Validations.of(app).addPlugins(new ReadinessChecks(app))`, on an App or on a Stage. Errors fail the synthesis;
 * warnings, and what cannot be decided, are printed.
 *
 * Findings are named by control id and acknowledged as `Readiness::ENV5.replicas`; the id of an item
 * (`Readiness::ENV5`) acknowledges all its controls.
 */
export class ReadinessChecks extends NagPack {
  public readonly name = 'Readiness';
  public override readonly version?: string = version();
  public override readonly ruleIds?: string[] = items.flatMap(({ controls }) => controls.map(({ id }) => id));

  private readonly props: ReadinessChecksProps;

  public constructor(scope?: IConstruct, props: ReadinessChecksProps = {}) {
    super(scope);
    this.packName = 'Readiness';
    this.props = props;
    declarationOf(props.workload);
  }

  /** Judges the templates that the synthesis has just written. Called by the CDK. */
  public override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const app = context.appConstruct;
    const only = context.stackTemplates.map(({ templatePath }) => templatePath);
    return this.judge(readAssembly(stageOf(app).outdir, { only }), app);
  }

  /**
   * Synthesizes the App or Stage that a construct lies in and judges it: for unit tests, or for calling the pack by
   * hand.
   */
  public override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const stage = stageOf(scope);
    return this.judge(readAssembly(stage.synth().directory), stage);
  }

  /** Resources are not judged one by one: what is missing would never be looked at. */
  protected checkResource(_node: CfnResource): void {}

  private judge(environments: Iterable<EnvironmentInput>, top: IConstruct): PolicyValidationPluginReport {
    const report = assess(environments, {
      workload: declarationOf(this.props.workload),
      generatedAt: new Date().toISOString(),
      version: version(),
      acknowledgements: acknowledgementsAbove(top),
      leave: isHonouredByCore,
    });
    const violations = violationsOf(report, this.props.strict ?? false);
    return { success: !violations.some(({ severity }) => severity === 'error'), violations };
  }
}

/** The App or Stage that a construct is, or lies in. */
function stageOf(construct: IConstruct): Stage {
  const stage = Stage.isStage(construct) ? construct : Stage.of(construct);
  if (!stage)
    throw new Error(
      `${construct.node.path || 'the construct'} is in no App or Stage, expected one to synthesize`,
    );
  return stage;
}
