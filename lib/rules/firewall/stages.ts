import { arnFields, splitText } from '../../model/arn';
import { same } from '../../model/compare';
import type { Resource } from '../../model/resource';
import { and, unanimous, type Tri } from '../../model/tri';
import { alternatives, soleToken, whyNotKnown, type Value } from '../../model/value';
import { isStated } from '../either-way';
import type { Attachment } from './attachment';

const stageTypes = ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment'];

/** A stage under which a REST API answers: each has a firewall of its own, or none. */
export interface ApiStage {
  /** The stage, or the deployment or API that makes it. */
  readonly maker: Resource;
  readonly certain: Tri;
}

/** The stages of a REST API that the templates show. */
export function stagesOf(api: Resource): readonly ApiStage[] {
  const made = stageTypes.flatMap((type) => api.stack.environment.links(type, 'RestApiId').to(api));
  const makers = [
    ...made.map(({ from, certain }) => ({ maker: from, certain })),
    { maker: api, certain: api.exists },
  ];
  return makers
    .map(({ maker, certain }) => ({ maker, certain: and([certain, isStated(maker.read('StageName'))]) }))
    .filter(({ certain }) => certain !== false);
}

/** Whether an association attaches a firewall to a certain stage of a REST API. */
function isAttachedTo({ maker }: ApiStage, { owner }: Attachment): Tri {
  const arn = owner.read('ResourceArn');
  return unanimous(
    alternatives(arn).map((option) => namesStage(option, maker)),
    whyNotKnown(arn) ?? 'the stage is not known',
  );
}

function namesStage(arn: Value, maker: Resource): Tri {
  const name = splitText(arnFields(arn)?.resource ?? arn, '/', 5)?.[4];
  if (!name) return false;
  const token = soleToken(name);
  const named = token?.kind === 'attribute' ? token.resource : undefined;
  return named === maker || same(named?.read('StageName') ?? name, maker.read('StageName'));
}

/** The attachments that lead to a stage, or may. */
export function attachmentsTo(stage: ApiStage, attachments: readonly Attachment[]): readonly Attachment[] {
  return attachments
    .map((attachment) => ({
      ...attachment,
      certain: and([attachment.certain, isAttachedTo(stage, attachment)]),
    }))
    .filter(({ certain }) => certain !== false);
}
