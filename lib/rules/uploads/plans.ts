import type { Link } from '../../model/links';
import { samePlace } from '../../model/place';
import type { Resource } from '../../model/resource';
import { and } from '../../model/tri';

const planType = 'AWS::GuardDuty::MalwareProtectionPlan';
const protects = 'ProtectedResource.S3Bucket.BucketName';

/** The malware protection plans of a bucket; they work in its own account and region. */
export function plansFor(bucket: Resource): readonly Link[] {
  return bucket.stack.environment
    .links(planType, protects)
    .to(bucket)
    .map((link) => ({ ...link, certain: and([link.certain, samePlace(link.from.stack, bucket.stack)]) }))
    .filter(({ certain }) => certain !== false);
}

/** Why a plan may protect a bucket that the templates do not name. */
export function openPlan(bucket: Resource): string | undefined {
  return bucket.stack.environment.links(planType, protects).open;
}
