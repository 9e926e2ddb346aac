import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { takesUploads } from '../cors/buckets';
import { plansFor } from './plans';

export const uploadTypes: readonly string[] = ['AWS::S3::Bucket'];

/** Buckets that browsers upload to, by their CORS rules, and those that somebody has scanned for malware. */
export function inferUploads(environment: Environment): readonly Resource[] {
  return environment
    .of(...uploadTypes)
    .filter((bucket) => takesUploads(bucket) !== false || plansFor(bucket).length > 0);
}

/** Why a bucket may take uploads although nothing in the templates shows it. */
export function unrecognised(environment: Environment): string | undefined {
  const [first, ...others] = environment.of(...uploadTypes);
  if (!first) return undefined;
  const rest = others.length > 0 ? ` or one of ${others.length} other buckets` : '';
  return `${first.logicalId}${rest} may take them: declare uploads in the workload, or none with the reason`;
}
