import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, not, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, whyNotKnown, type Value } from '../../model/value';
import { cite, no, unknown, yes, type Answer } from '../answer';
import { isStated } from '../either-way';
import { perEnvironment } from '../per-environment';
import { namesResource } from './arn-patterns';
import { keepsBackups, type BackupBounds } from './plans';
import { hasOneTag, meetsConditions } from './tag-conditions';

/** A selection of AWS Backup and the plan that it belongs to; undefined where the templates do not make the plan. */
interface Selection {
  readonly selection: Resource;
  readonly plan?: Resource;
  readonly certain: Tri;
}

const selections = perEnvironment((environment): readonly Selection[] =>
  environment.of('AWS::Backup::BackupSelection').flatMap((selection): readonly Selection[] => {
    const links = environment.links(selection.type, 'BackupPlanId');
    const made = links
      .from(selection)
      .filter(({ to }) => to.type === 'AWS::Backup::BackupPlan')
      .map(({ to, certain }) => ({ selection, plan: to, certain }));
    const why = links.openFrom(selection);
    return why === undefined ? made : [...made, { selection, certain: new Undecided(why) }];
  }),
);

/** Whether AWS Backup copies a resource as often, and keeps it as long, as the bounds ask. */
export function isSelectedForBackup(resource: Resource, bounds: BackupBounds): Answer {
  const doubts: Answer[] = [];
  const refusals: Answer[] = [];
  for (const { selection, plan, certain } of selections(resource.stack.environment)) {
    const covers = and([inSamePlace(selection, resource), selects(selection, resource), certain]);
    if (covers === false) continue;
    const kept = plan ? keepsBackups(plan, bounds) : unknown('its plan is not among the templates');
    const proof = [...kept.evidence, cite(selection, 'BackupSelection')];
    if (kept.is === 'no') refusals.push(kept);
    else if (covers === true && kept.is === 'yes') {
      return yes(`${selection.logicalId} selects it, ${kept.message}`, ...proof);
    } else if (covers === true) {
      doubts.push(unknown(`${selection.logicalId} selects it, but ${kept.message}`, ...proof));
    } else {
      const seen = `whether ${selection.logicalId} selects it is not known (${covers.why})`;
      doubts.push(unknown(seen, ...proof));
    }
  }
  return doubts[0] ?? refusals[0] ?? no('no selection of AWS Backup covers it');
}

/** A backup plan works in its own account and region. */
function inSamePlace(left: Resource, right: Resource): Tri {
  for (const key of ['account', 'region'] as const) {
    const [a, b] = [left.stack[key], right.stack[key]];
    if (a !== undefined && b !== undefined && a !== b) return false;
  }
  return true;
}

function selects(selection: Resource, resource: Resource): Tri {
  const settings = selection.read('BackupSelection');
  const [resources, tags] = [member(settings, 'Resources'), member(settings, 'ListOfTags')];
  const pairs = alternatives(resources).flatMap((arns) =>
    alternatives(tags).map((list) => [arns, list] as const),
  );
  const why = whyNotKnown(resources) ?? whyNotKnown(tags) ?? 'what it selects is not known';
  return unanimous(
    pairs.map(([arns, list]) => selectsBy(settings, itemsOf(arns), itemsOf(list), resource)),
    why,
  );
}

function selectsBy(
  settings: Value,
  resources: readonly Value[],
  tagged: readonly Value[],
  resource: Resource,
): Tri {
  const conditions = member(settings, 'Conditions');
  const excluded = or(itemsOf(member(settings, 'NotResources')).map((arn) => namesResource(arn, resource)));
  const named = or(resources.map((arn) => namesResource(arn, resource)));
  // ListOfTags adds to Resources, Conditions narrow both; a selection that names nothing takes everything.
  // Source: AWS re:Post knowledge center, "How do I assign resources to a Backup plan".
  const asks = or([...resources, ...tagged].map(isStated));
  const chosen = or([named, hasOneTag(tagged, resource), not(asks)]);
  return and([not(excluded), chosen, conditions.kind === 'absent' || meetsConditions(conditions, resource)]);
}
